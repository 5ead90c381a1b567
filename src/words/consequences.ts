import type { Consequences, EarnedCredit, IsoDate } from '../rules/index.ts'
import { credit as creditInEnglish, duration as inEnglishHours } from './en/amounts.ts'
import * as en from './en/nouns.ts'
import type { Language } from './language.ts'
import { credit as creditInDutch, duration as inDutchHours } from './nl/amounts.ts'
import * as nl from './nl/nouns.ts'

/** What follows from an accepted ask, a sentence each. What nothing comes of is left out. */
export function consequencesInWords(
  { earns, spends, returns, lost, invoiced, decidedFrom, answered }: Consequences,
  language: Language,
): readonly string[] {
  const words = WORDS[language]
  return [
    ...earns.map(words.earned),
    ...spends.map(({ absentOn }) => words.spent(absentOn)),
    ...returns.map(({ absentOn }) => words.returned(absentOn)),
    ...(lost > 0 ? [words.lost(lost)] : []),
    ...(invoiced > 0 ? [words.invoiced(invoiced)] : []),
    ...(decidedFrom ? [words.decidedFrom(decidedFrom)] : []),
    ...(answered ? [words.answered] : []),
  ]
}

/** That an accepted absence earns nothing; the rules that it broke say why. */
export function nothingEarnedInWords(language: Language): string {
  return WORDS[language].nothingEarned
}

interface ConsequenceWords {
  readonly earned: (credit: EarnedCredit) => string
  readonly nothingEarned: string
  readonly spent: (absentOn: IsoDate) => string
  readonly returned: (absentOn: IsoDate) => string
  readonly lost: (minutes: number) => string
  readonly invoiced: (minutes: number) => string
  readonly decidedFrom: (day: IsoDate) => string
  readonly answered: string
}

const IN_DUTCH: ConsequenceWords = {
  earned: ({ careType, amount, unit, usableFrom: from, expiresOn: until }) =>
    `Dit levert ${creditInDutch(amount, unit)} op voor ${nl.careType(careType)}, te gebruiken ${nl.period({ from, ...(until && { until }) })}.`,
  nothingEarned: 'Dit levert geen tegoed op.',
  spent: (absentOn) => `Hiervoor wordt het tegoed van ${nl.day(absentOn)} gebruikt.`,
  returned: (absentOn) => `Het tegoed van ${nl.day(absentOn)} komt terug.`,
  lost: (minutes) => `De rest van het tegoed vervalt: ${inDutchHours(minutes)}.`,
  invoiced: (minutes) => `U betaalt voor ${inDutchHours(minutes)} opvang.`,
  decidedFrom: (day) => `Hierover wordt beslist op ${nl.day(day)} of later.`,
  answered: 'U hoeft niet op een antwoord van de locatie te wachten.',
}

const IN_ENGLISH: ConsequenceWords = {
  earned: ({ careType, amount, unit, usableFrom: from, expiresOn: until }) =>
    `This earns ${creditInEnglish(amount, unit)} for ${en.careType(careType)}, to be used ${en.period({ from, ...(until && { until }) })}.`,
  nothingEarned: 'This earns no credit.',
  spent: (absentOn) => `This uses the credit of ${en.day(absentOn)}.`,
  returned: (absentOn) => `The credit of ${en.day(absentOn)} comes back.`,
  lost: (minutes) => `The rest of the credit lapses: ${inEnglishHours(minutes)}.`,
  invoiced: (minutes) => `You pay for ${inEnglishHours(minutes)} of care.`,
  decidedFrom: (day) => `This is decided on ${en.day(day)} or later.`,
  answered: 'There is no need to wait for an answer of the location.',
}

const WORDS: Readonly<Record<Language, ConsequenceWords>> = { nl: IN_DUTCH, en: IN_ENGLISH }
