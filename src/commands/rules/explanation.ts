import type { Decision, Explanation } from '../../jobs/replay/explain.ts'
import type { Reason, Verdict } from '../../rules/index.ts'
import { marks } from '../../terminal/marks.ts'
import { wrap } from '../../terminal/wrap.ts'
import { askableInWords } from '../../words/askable.ts'
import {
  alternativeInWords,
  clauseText,
  consequencesInWords,
  type Language,
  nothingEarnedInWords,
  outcomeInWords,
  reasonInWords,
  stateInWords,
} from '../../words/index.ts'

interface Words {
  readonly asked: (request: string, moment: string) => string
  readonly version: (name: string, from: string) => string
  readonly otherVersion: (name: string, from: string) => string
  readonly before: (outcome: string) => string
  readonly same: string
  readonly always: string
  readonly instead: string
  readonly lost: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  nl: {
    asked: (request, moment) => `Verzoek ${request}, gedaan op ${moment},`,
    version: (name, from) => `Besloten volgens "${name}", versie van ${from}.`,
    otherVersion: (name, from) => `Volgens "${name}", versie van ${from}:`,
    before: (outcome) => `Het was: ${outcome}`,
    same: 'De uitkomst blijft gelijk.',
    always: 'Altijd',
    instead: 'Wat wel kan:',
    lost: 'Dat beleid is niet meer te laden; de tekst van de artikelen ontbreekt.',
  },
  en: {
    asked: (request, moment) => `Request ${request}, asked at ${moment},`,
    version: (name, from) => `Decided by "${name}", version of ${from}.`,
    otherVersion: (name, from) => `By "${name}", version of ${from}:`,
    before: (outcome) => `It was: ${outcome}`,
    same: 'The outcome stays the same.',
    always: 'Always',
    instead: 'What is possible:',
    lost: 'That policy cannot be loaded any more; the words of the clauses are missing.',
  },
}

/** Why a request was decided as it was; with another version beside it, what that makes of it. */
export function explanationLines(explanation: Explanation, language: Language): readonly string[] {
  const { request, ask, askedAt, state, stored, other } = explanation
  const words = WORDS[language]
  const { name, from } = stored.verdict.policy
  const moment = askedAt.replace('T', ' ').replace(/:00$/, '')
  return [
    `${words.asked(request.slice(0, 8), moment)} ${stateInWords({ kind: ask.kind, state }, language)}.`,
    `  ${alternativeInWords({ ask }, language)}`,
    words.version(name, from),
    ...(stored.policy ? [] : [words.lost]),
    ...decisionLines(stored, ask.kind === 'absence', language),
    ...(other ? ['', ...otherLines(other, explanation, language)] : []),
  ]
}

function otherLines(other: Decision, { stored, ask }: Explanation, language: Language): readonly string[] {
  const words = WORDS[language]
  const { name, from } = other.verdict.policy
  const [was, becomes] = [stored.verdict.outcome, other.verdict.outcome]
  return [
    marks.strong(words.otherVersion(name, from)),
    was === becomes ? words.same : words.before(outcomeInWords(was, language)),
    ...decisionLines(other, ask.kind === 'absence', language),
  ]
}

function decisionLines(decision: Decision, isAbsence: boolean, language: Language): readonly string[] {
  const { verdict } = decision
  return [
    marks.strong(outcomeInWords(verdict.outcome, language)),
    ...treeLines(decision, language),
    ...followingLines(verdict, isAbsence, language),
  ]
}

/** Each clause once, in the order in which they were published, with the rules that stand on it below. */
function treeLines({ policy, verdict }: Decision, language: Language): readonly string[] {
  const published = policy?.clauses.map(({ id }) => id) ?? []
  const placeOf = (clause: string) => (published.includes(clause) ? published.indexOf(clause) : Infinity)
  const branches = [...Map.groupBy(verdict.reasons, ({ clause }) => clause)]
  const inOrder = branches.toSorted(([one], [other]) => (placeOf(one) < placeOf(other) ? -1 : 1))
  return inOrder.flatMap(([clause, reasons]) => {
    const text = policy && clauseText(policy, clause, language)
    const head = clause === 'always' ? WORDS[language].always : clause
    return [
      `  ${markOf(worstOf(reasons))} ${marks.strong(head)}`,
      ...(text ? wrap(text, '    ') : []),
      ...reasons.flatMap((reason) => reasonLines(reason, language)),
    ]
  })
}

function reasonLines(reason: Reason, language: Language): readonly string[] {
  const [first = '', ...more] = wrap(reasonInWords(reason, language), '        ')
  return [`      ${markOf(reason.held)} ${first.trimStart()}`, ...more]
}

function followingLines(verdict: Verdict, isAbsence: boolean, language: Language): readonly string[] {
  if (verdict.outcome === 'allowed') {
    const follows = consequencesInWords(verdict.consequences, language)
    return isAbsence && verdict.consequences.earns.length === 0
      ? [...follows, nothingEarnedInWords(language)]
      : follows
  }
  const { alternatives, askable } = verdict
  const moments = askable && askableInWords(askable, language)
  return [
    ...(moments ? [moments] : []),
    ...(alternatives.length > 0 ? [WORDS[language].instead] : []),
    ...alternatives.map((alternative) => `  - ${alternativeInWords(alternative, language)}`),
  ]
}

function worstOf(reasons: readonly Reason[]): Reason['held'] {
  if (reasons.some(({ held }) => held === false)) return false
  return reasons.some(({ held }) => held === 'unknown') ? 'unknown' : true
}

function markOf(held: Reason['held']): string {
  if (held === 'unknown') return marks.unknown()
  return held ? marks.held() : marks.broken()
}
