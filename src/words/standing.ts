import type { AskKind, IsoDate, RequestState } from '../rules/index.ts'
import * as en from './en/nouns.ts'
import type { Language } from './language.ts'
import * as nl from './nl/nouns.ts'

export interface Standing {
  readonly kind: AskKind
  readonly state: RequestState
  /** The day at whose end the answer is due. */
  readonly answerDue?: IsoDate | undefined
}

const STATES: Readonly<Record<Language, Readonly<Record<RequestState, string>>>> = {
  nl: {
    open: 'wacht op antwoord',
    granted: 'is toegezegd',
    declined: 'is afgewezen door de locatie',
    refused: 'is geweigerd volgens de huisregels',
    cancelled: 'is ingetrokken',
  },
  en: {
    open: 'waits for an answer',
    granted: 'is granted',
    declined: 'is declined by the location',
    refused: 'is refused by the house rules',
    cancelled: 'is cancelled',
  },
}

/** The state of a request, as the end of a sentence about it. An absence asks for nothing, so it is not granted. */
export function stateInWords({ kind, state, answerDue }: Standing, language: Language): string {
  if (state === 'granted' && (kind === 'absence' || kind === 'cancel')) {
    return language === 'nl' ? 'is verwerkt' : 'is recorded'
  }
  if (state === 'open' && answerDue) {
    return language === 'nl'
      ? `wacht op antwoord, uiterlijk ${nl.day(answerDue)}`
      : `waits for an answer, ${en.day(answerDue)} at the latest`
  }
  return STATES[language][state]
}
