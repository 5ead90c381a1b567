import type { AskKind, Consequences, IsoDate, RequestState } from '../rules/index.ts'
import * as en from './en/nouns.ts'
import type { Language } from './language.ts'
import * as nl from './nl/nouns.ts'

/** What follows from an accepted ask, a sentence each: credit that is earned, spent or given back. */
export function consequencesInWords(
  { earns, spends, returns }: Consequences,
  language: Language,
): readonly string[] {
  const { earned, spent, returned } = language === 'nl' ? IN_DUTCH : IN_ENGLISH
  return [
    ...earns.map(earned),
    ...spends.map(({ absentOn }) => spent(absentOn)),
    ...returns.map(({ absentOn }) => returned(absentOn)),
  ]
}

/** That an accepted absence earns nothing; the rules that it broke say why. */
export function nothingEarnedInWords(language: Language): string {
  return language === 'nl' ? 'Dit levert geen tegoed op.' : 'This earns no credit.'
}

export interface Standing {
  readonly kind: AskKind
  readonly state: RequestState
  /** The day at whose end the answer is due. */
  readonly answerDue?: IsoDate | undefined
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

interface CreditSentences {
  readonly earned: (credit: Consequences['earns'][number]) => string
  readonly spent: (absentOn: IsoDate) => string
  readonly returned: (absentOn: IsoDate) => string
}

const IN_DUTCH: CreditSentences = {
  earned: ({ careType, expiresOn }) =>
    `Dit levert tegoed op voor ${nl.careType(careType)}, te gebruiken tot en met ${nl.day(expiresOn)}.`,
  spent: (absentOn) => `Hiervoor wordt het tegoed van ${nl.day(absentOn)} gebruikt.`,
  returned: (absentOn) => `Het tegoed van ${nl.day(absentOn)} komt terug.`,
}

const IN_ENGLISH: CreditSentences = {
  earned: ({ careType, expiresOn }) =>
    `This earns credit for ${en.careType(careType)}, to be used up to and including ${en.day(expiresOn)}.`,
  spent: (absentOn) => `This uses the credit of ${en.day(absentOn)}.`,
  returned: (absentOn) => `The credit of ${en.day(absentOn)} comes back.`,
}
