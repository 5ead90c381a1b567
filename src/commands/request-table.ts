import { type Ask, momentOf } from '../rules/index.ts'
import type { listRequests } from '../store/requests.ts'
import { table } from '../terminal/table.ts'

type Row = Awaited<ReturnType<typeof listRequests>>[number]

/** A request as `--json` shows it. */
export function requestRow(row: Row) {
  return {
    id: row.id,
    child: row.child_number,
    kind: row.kind,
    state: row.state,
    askedAt: wall(row.asked_at),
    askedBy: row.asked_by,
    because: row.because,
    answerDue: row.answer_due,
    answeredAt: row.answered_at && wall(row.answered_at),
    flaggedAt: row.flagged_at && wall(row.flagged_at),
    ask: row.ask,
    verdict: row.verdict,
  }
}

export function requestTable(rows: readonly Row[]): string {
  if (rows.length === 0) return 'No requests.'
  const cells = rows.map((row) => [
    row.id.slice(0, 8),
    row.child_number,
    row.kind,
    daysOf(row.ask),
    wall(row.asked_at).slice(0, 16).replace('T', ' '),
    row.state,
    row.flagged_at ? 'unanswered' : (row.state === 'open' && row.answer_due) || '',
  ])
  return table(['id', 'child', 'kind', 'day', 'asked', 'state', 'answer due'], cells)
}

function daysOf(ask: Ask): string {
  return ask.kind === 'swap' ? `${ask.give} -> ${ask.take}` : ask.date
}

function wall(stored: string): string {
  return momentOf(stored).wall
}
