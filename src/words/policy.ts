import type { Choice, Clause, Policy, RuleId } from '../rules/index.ts'
import { SETTINGS as IN_ENGLISH } from './en/settings/index.ts'
import type { Language } from './language.ts'
import { SETTINGS as IN_DUTCH } from './nl/settings/index.ts'
import { OTHER_SETTINGS, SETTINGS_OF, type SettingName, type SettingWords } from './settings.ts'

/** A clause of the house rules with what its rules read in the policy; `always`: what stands under no clause. */
export interface ClauseInWords {
  readonly clause: Clause | 'always'
  readonly settings: readonly string[]
}

const WORDS: Readonly<Record<Language, SettingWords>> = { nl: IN_DUTCH, en: IN_ENGLISH }

/** A policy clause by clause, in the order in which it was published; what is not set is left out. */
export function policyInWords(policy: Policy, language: Language): readonly ClauseInWords[] {
  const inWords = (names: readonly SettingName[]) => {
    const told = names.filter((name) => isTold(name, policy)).flatMap((name) => WORDS[language][name](policy))
    return [...new Set(told)]
  }
  const published = new Set(policy.clauses.flatMap(({ rules }) => settingsOf(rules)))
  const others = [...settingsOf(Object.keys(SETTINGS_OF) as RuleId[]), ...OTHER_SETTINGS]
  return [
    ...policy.clauses.map((clause) => ({ clause, settings: inWords(settingsOf(clause.rules)) })),
    { clause: 'always', settings: inWords(others.filter((name) => !published.has(name))) },
  ]
}

function settingsOf(rules: readonly RuleId[]): readonly SettingName[] {
  return rules.flatMap((rule): readonly SettingName[] => SETTINGS_OF[rule])
}

/** Of a kind of request that is never possible only that is told. */
function isTold(name: SettingName, { swap, extra, creditDay, credit }: Policy): boolean {
  const [kind = '', setting] = name.split('.')
  if (setting === 'offered') return true
  const offers = { swap: swap.offered, extra: extra.offered, 'credit-day': creditDay.offered }
  if (kind === 'credit-day' && !credit) return false
  return !isNever(offers[kind as keyof typeof offers] ?? [])
}

/** Where no case fits it is possible, so that one for all cases must say that it is not. */
function isNever(offered: Choice<boolean>): boolean {
  const forAll = offered.some(({ when }) => Object.keys(when).length === 0)
  return forAll && offered.every(({ is }) => !is)
}
