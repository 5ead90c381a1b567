import type { Facts, MissingFact, Reason, RuleId } from '../rules/index.ts'
import { REASON as IN_ENGLISH } from './en/reason.ts'
import { RULES as ENGLISH_RULES } from './en/rules/index.ts'
import type { Language } from './language.ts'
import { REASON as IN_DUTCH } from './nl/reason.ts'
import { RULES as DUTCH_RULES } from './nl/rules/index.ts'
import type { AllRuleWords, ReasonWords, RuleWords } from './rule-words.ts'

interface Words {
  readonly rules: AllRuleWords
  readonly reason: ReasonWords
}

const WORDS: Readonly<Record<Language, Words>> = {
  nl: { rules: DUTCH_RULES, reason: IN_DUTCH },
  en: { rules: ENGLISH_RULES, reason: IN_ENGLISH },
}

/** What a rule asks for, as a heading. */
export function ruleTitle(rule: RuleId, language: Language): string {
  return WORDS[language].rules[rule].title
}

/** A rule's part in a verdict as a few sentences: the facts that it compared, the care that it is about, and what comes of it. */
export function reasonInWords(reason: Reason, language: Language): string {
  const words = WORDS[language]
  const { about, held, of } = reason
  return [
    findingInWords(reason, words),
    ...(of ? [words.reason.of(of)] : []),
    ...(about === 'charge' && held !== true ? [words.reason.charged] : []),
  ].join(' ')
}

function findingInWords({ rule, held, facts }: Reason, { rules, reason }: Words): string {
  if (held === 'unknown') {
    const missing = (facts.missing ?? []) as readonly MissingFact[]
    return reason.undecided(
      rules[rule].title,
      missing.map((fact) => reason.missing[fact]),
    )
  }
  // A verdict is stored as JSON, so the link between a rule and its facts is the engine's word.
  const words = rules[rule] as unknown as RuleWords<Facts>
  return held ? words.held(facts) : words.broken(facts)
}
