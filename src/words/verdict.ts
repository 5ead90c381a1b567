import type { Alternative, Ask, Policy, Verdict } from '../rules/index.ts'
import * as en from './en/nouns.ts'
import type { Language } from './language.ts'
import * as nl from './nl/nouns.ts'

const OUTCOMES: Readonly<Record<Language, Readonly<Record<Verdict['outcome'], string>>>> = {
  nl: { allowed: 'Dit kan.', refused: 'Dit kan niet.', 'needs-review': 'De locatie moet dit nog bekijken.' },
  en: {
    allowed: 'This is possible.',
    refused: 'This is not possible.',
    'needs-review': 'The location has to look into this.',
  },
}

/** The outcome of a verdict as a sentence. */
export function outcomeInWords(outcome: Verdict['outcome'], language: Language): string {
  return OUTCOMES[language][outcome]
}

/** An alternative as a proposal, for instance `een extra dag op vrijdag 6 maart 2026`. */
export function alternativeInWords({ ask }: Alternative, language: Language): string {
  return language === 'nl' ? askInDutch(ask) : askInEnglish(ask)
}

/** The clause of the published house rules, in our own words; undefined for `always` and for an unknown clause. */
export function clauseText(policy: Policy, clause: string, language: Language): string | undefined {
  return policy.clauses.find(({ id }) => id === clause)?.[language]
}

function askInDutch(ask: Ask): string {
  switch (ask.kind) {
    case 'absence':
      return `afmelden voor ${nl.day(ask.date)}`
    case 'swap':
      return `${nl.day(ask.give)} ruilen voor ${nl.day(ask.take)}`
    case 'extra':
      return `een extra dag op ${nl.day(ask.date)}`
    case 'credit-day':
      return `een dag met tegoed op ${nl.day(ask.date)}`
    case 'cancel':
      return `afzeggen voor ${nl.day(ask.date)}`
  }
}

function askInEnglish(ask: Ask): string {
  switch (ask.kind) {
    case 'absence':
      return `report absent on ${en.day(ask.date)}`
    case 'swap':
      return `swap ${en.day(ask.give)} for ${en.day(ask.take)}`
    case 'extra':
      return `an extra day on ${en.day(ask.date)}`
    case 'credit-day':
      return `a credit day on ${en.day(ask.date)}`
    case 'cancel':
      return `cancel for ${en.day(ask.date)}`
  }
}
