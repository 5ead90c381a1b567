import type { RequestView } from '../jobs/requests/list.ts'
import type { Ask } from '../rules/index.ts'
import { table } from '../terminal/table.ts'

export function requestTable(requests: readonly RequestView[]): string {
  if (requests.length === 0) return 'No requests.'
  const cells = requests.map((request) => [
    request.id.slice(0, 8),
    request.child,
    request.kind,
    daysOf(request.ask),
    request.askedAt.slice(0, 16).replace('T', ' '),
    request.state,
    answerDueOf(request),
  ])
  return table(['id', 'child', 'kind', 'day', 'asked', 'state', 'answer due'], cells)
}

function daysOf(ask: Ask): string {
  return ask.kind === 'swap' ? `${ask.give} -> ${ask.take}` : ask.date
}

function answerDueOf({ state, answerDue, flaggedAt }: RequestView): string {
  if (state !== 'open' || !answerDue) return ''
  return flaggedAt ? `${answerDue}, overdue` : answerDue
}
