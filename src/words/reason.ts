import type { Facts, MissingFact, Reason, RuleId } from '../rules/index.ts'
import * as en from './en/rules.ts'
import type { Language } from './language.ts'
import * as nl from './nl/rules.ts'
import type { AllRuleWords, MissingWords, RuleWords } from './rule-words.ts'

const WORDS: Readonly<Record<Language, { readonly RULES: AllRuleWords; readonly MISSING: MissingWords }>> = {
  nl,
  en,
}

const UNKNOWN: Readonly<Record<Language, (title: string, why: string) => string>> = {
  nl: (title, why) => `${title}: dat is niet te zeggen, want ${why}. De locatie kijkt ernaar.`,
  en: (title, why) => `${title}: that can't be said, for ${why}. The location will look into it.`,
}

/** What a rule asks for, as a heading. */
export function ruleTitle(rule: RuleId, language: Language): string {
  return WORDS[language].RULES[rule].title
}

/** A rule's part in a verdict as a sentence or two, with the facts that it compared. */
export function reasonInWords(reason: Reason, language: Language): string {
  const { RULES, MISSING } = WORDS[language]
  if (reason.held === 'unknown') {
    const missing = (reason.facts.missing ?? []) as readonly MissingFact[]
    return UNKNOWN[language](
      ruleTitle(reason.rule, language),
      missing.map((fact) => MISSING[fact]).join(', '),
    )
  }
  // A verdict is stored as JSON, so the link between a rule and its facts is the engine's word.
  const words = RULES[reason.rule] as unknown as RuleWords<Facts>
  return reason.held ? words.held(reason.facts) : words.broken(reason.facts)
}
