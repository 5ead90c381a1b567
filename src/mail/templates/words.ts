import type { AskKind } from '../../rules/ask.ts'
import type { Language } from '../letter.ts'

const NOBODY: Readonly<Record<Language, string>> = { nl: 'ouder', en: 'parent' }
const DEAR: Readonly<Record<Language, string>> = { nl: 'Beste', en: 'Dear' }

/** How a mail begins, also when the planning package knows no first name. */
export function salutation(firstName: string, language: Language): string {
  return `${DEAR[language]} ${firstName.trim() || NOBODY[language]},`
}

export const ASK_NAMES: Readonly<Record<Language, Readonly<Record<AskKind, string>>>> = {
  nl: {
    absence: 'afmelding',
    swap: 'ruildag',
    extra: 'extra dag',
    'credit-day': 'dag met tegoed',
    cancel: 'annulering',
  },
  en: {
    absence: 'absence',
    swap: 'swap',
    extra: 'extra day',
    'credit-day': 'day paid with credit',
    cancel: 'cancellation',
  },
}
