import type { IsoDate, Policy, Source } from '../../rules/index.ts'
import { marks } from '../../terminal/marks.ts'
import { wrap } from '../../terminal/wrap.ts'
import { longDay } from '../../words/format.ts'
import type { Language } from '../../words/index.ts'
import { type ClauseInWords, policyInWords } from '../../words/policy.ts'
import type { VersionPeriod } from './show.ts'

interface Words {
  readonly locale: 'nl-NL' | 'en-GB'
  readonly title: (organisation: string) => string
  readonly inForce: (name: string, from: string, until: string | undefined) => string
  readonly versions: (others: string) => string
  readonly period: (from: string, until: string | undefined) => string
  readonly source: (address: string, date: string) => string
  readonly always: string
}

/** How a policy file dates a source that has no date. */
const UNDATED = 'undated'

const WORDS: Readonly<Record<Language, Words>> = {
  nl: {
    locale: 'nl-NL',
    title: (organisation) => `Huisregels van ${organisation}`,
    inForce: (name, from, until) =>
      `Versie van "${name}" die geldt vanaf ${from}${until ? ` tot en met ${until}` : ', tot nader bericht'}.`,
    versions: (periods) => `Versies: ${periods}.`,
    period: (from, until) => (until ? `${from} tot en met ${until}` : `vanaf ${from}`),
    source: (address, date) => `Bron: ${address}, ${date === UNDATED ? 'zonder datum' : date}`,
    always: 'Zonder artikel',
  },
  en: {
    locale: 'en-GB',
    title: (organisation) => `House rules of ${organisation}`,
    inForce: (name, from, until) =>
      `The version of "${name}" in force from ${from}${until ? ` up to and including ${until}` : ' until further notice'}.`,
    versions: (periods) => `Versions: ${periods}.`,
    period: (from, until) => (until ? `${from} up to and including ${until}` : `from ${from} on`),
    source: (address, date) => `Source: ${address}, ${date}`,
    always: 'Under no clause',
  },
}

/** A policy for people: which version it is, then each clause with its source and what is set under it. */
export function policyLines(
  policy: Policy,
  versions: readonly VersionPeriod[],
  language: Language,
): readonly string[] {
  const words = WORDS[language]
  const day = (date: IsoDate | undefined) => date && longDay(date, words.locale)
  const { name, from } = policy.ref
  const periods = versions.map((version) => words.period(version.from, version.until))
  const shared = sharedSource(policy)
  return [
    marks.strong(words.title(policy.organisation)),
    words.inForce(name, longDay(from, words.locale), day(policy.until)),
    words.versions(periods.join('; ')),
    ...(shared ? sourceLines(shared, words) : []),
    ...policyInWords(policy, language).flatMap((group) => groupLines(group, shared === undefined, language)),
  ]
}

/** The source of all clauses, when it is one; it is then said once. */
function sharedSource({ clauses }: Policy): Source | undefined {
  const [first, ...others] = clauses.map(({ source }) => source)
  return others.every(({ address, date }) => address === first?.address && date === first.date)
    ? first
    : undefined
}

function sourceLines({ address, date }: Source, words: Words, indent = ''): readonly string[] {
  return wrap(words.source(address, date), indent)
}

function groupLines(
  { clause, settings }: ClauseInWords,
  withSource: boolean,
  language: Language,
): readonly string[] {
  const words = WORDS[language]
  const set = settings.flatMap((setting) => wrap(setting, '  - '))
  if (clause === 'always') return settings.length > 0 ? ['', marks.strong(words.always), ...set] : []
  return [
    '',
    marks.strong(clause.id),
    ...wrap(clause[language], '  '),
    ...set,
    ...(withSource ? sourceLines(clause.source, words, '  ') : []),
  ]
}
