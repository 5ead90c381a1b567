import type { AnswerReport } from '../jobs/requests/answer.ts'
import type { RecordReport } from '../jobs/requests/record.ts'
import type { Reason } from '../rules/index.ts'
import { marks } from '../terminal/marks.ts'
import {
  alternativeInWords,
  consequencesInWords,
  type Language,
  outcomeInWords,
  reasonInWords,
  stateInWords,
} from '../words/index.ts'

const WORDS: Readonly<
  Record<Language, { request: string; instead: string; already: string; rules: string }>
> = {
  nl: { request: 'Verzoek', instead: 'Wat wel kan:', already: 'was al zo', rules: 'huisregels' },
  en: { request: 'Request', instead: 'What is possible:', already: 'was so already', rules: 'house rules' },
}

/** A verdict for people: the outcome, what follows, every rule that was looked at, and what would be possible. */
export function verdictLines(report: RecordReport, language: Language): readonly string[] {
  const { verdict, state, answerDue } = report
  const words = WORDS[language]
  const already = report.unchanged ? ` (${words.already})` : ''
  const follows = verdict.outcome === 'allowed' ? consequencesInWords(verdict.consequences, language) : []
  const instead = verdict.outcome === 'allowed' ? [] : verdict.alternatives
  return [
    `${marks.strong(outcomeInWords(verdict.outcome, language))} ${words.request} ${report.request.slice(0, 8)} ${stateInWords(state, answerDue, language)}${already}.`,
    ...follows,
    ...brokenFirst(verdict.reasons).map((reason) => reasonLine(reason, language)),
    ...(instead.length > 0 ? [words.instead] : []),
    ...instead.map((alternative) => `  - ${alternativeInWords(alternative, language)}`),
  ]
}

/** The answer to a request, or the rules that by now stand in its way. */
export function answerLines(report: AnswerReport, language: Language): readonly string[] {
  const words = WORDS[language]
  const already = report.unchanged ? ` (${words.already})` : ''
  const state = stateInWords(report.state, undefined, language)
  return [
    `${words.request} ${report.request.slice(0, 8)} ${state}${already}.`,
    ...report.broken.map((reason) => reasonLine(reason, language)),
  ]
}

function brokenFirst(reasons: readonly Reason[]): readonly Reason[] {
  const rank = ({ held }: Reason) => (held === false ? 0 : held === 'unknown' ? 1 : 2)
  return reasons.toSorted((one, other) => rank(one) - rank(other))
}

function reasonLine(reason: Reason, language: Language): string {
  const mark = reason.held === true ? marks.held() : reason.held === false ? marks.broken() : marks.unknown()
  const clause = reason.clause === 'always' ? '' : ` (${reason.clause})`
  return `  ${mark} ${reasonInWords(reason, language)}${clause}`
}
