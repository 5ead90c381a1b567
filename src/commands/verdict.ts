import type { AnswerReport } from '../jobs/requests/answer.ts'
import type { RecordReport } from '../jobs/requests/record.ts'
import type { Ask, Reason } from '../rules/index.ts'
import { marks } from '../terminal/marks.ts'
import {
  alternativeInWords,
  consequencesInWords,
  type Language,
  nothingEarnedInWords,
  outcomeInWords,
  reasonInWords,
  type Standing,
  stateInWords,
} from '../words/index.ts'

interface Words {
  readonly request: string
  readonly instead: string
  readonly already: string
  readonly dryRun: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  nl: {
    request: 'Verzoek',
    instead: 'Wat wel kan:',
    already: 'Dat was al zo.',
    dryRun: 'Proef: er is niets vastgelegd.',
  },
  en: {
    request: 'Request',
    instead: 'What is possible:',
    already: 'It was so already.',
    dryRun: 'Dry run: nothing was kept.',
  },
}

/** A verdict for people: the outcome, what follows, every rule that was looked at, and what would be possible. */
export function verdictLines(report: RecordReport, language: Language, dryRun: boolean): readonly string[] {
  const { verdict } = report
  const instead = verdict.outcome === 'allowed' ? [] : verdict.alternatives
  return [
    `${marks.strong(outcomeInWords(verdict.outcome, language))} ${standingLine(report, language, dryRun)}`,
    ...followingLines(report, language),
    ...brokenFirst(verdict.reasons).map((reason) => reasonLine(reason, language)),
    ...(instead.length > 0 ? [WORDS[language].instead] : []),
    ...instead.map((alternative) => `  - ${alternativeInWords(alternative, language)}`),
  ]
}

/** The answer to a request, or the rules that by now stand in its way. */
export function answerLines(report: AnswerReport, language: Language, dryRun: boolean): readonly string[] {
  return [
    standingLine(report, language, dryRun),
    ...report.broken.map((reason) => reasonLine(reason, language)),
  ]
}

interface Kept extends Omit<Standing, 'kind'> {
  readonly request: string
  readonly ask: Ask
  readonly unchanged: boolean
}

/** A dry run keeps nothing, so it must not read as if it had. */
function standingLine(kept: Kept, language: Language, dryRun: boolean): string {
  const words = WORDS[language]
  if (dryRun) return words.dryRun
  const state = stateInWords({ ...kept, kind: kept.ask.kind }, language)
  const line = `${words.request} ${kept.request.slice(0, 8)} ${state}.`
  return kept.unchanged ? `${line} ${words.already}` : line
}

function followingLines({ ask, verdict }: RecordReport, language: Language): readonly string[] {
  if (verdict.outcome !== 'allowed') return []
  const follows = consequencesInWords(verdict.consequences, language)
  return ask.kind === 'absence' && follows.length === 0 ? [nothingEarnedInWords(language)] : follows
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
