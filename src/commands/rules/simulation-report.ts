import type { SimulationReport } from '../../jobs/replay/summary.ts'
import { table } from '../../terminal/table.ts'

const CREDIT = {
  gained: 'absences earn credit that earned none',
  lost: 'absences earn no credit any more',
  different: 'absences earn another amount, or credit with other days of use',
} as const

/** What a policy would have changed, for people: children are counted, never named. */
export function simulationLines(report: SimulationReport): readonly string[] {
  const { policy, replayed, changed, drifted, lostPolicies } = report
  const notes = [
    ...lostPolicies.map(
      ({ name, from }) => `The policy "${name}" of ${from} can't be loaded: stored verdicts stand in.`,
    ),
    ...(drifted > 0
      ? [
          `${requestsIn(drifted)} would be decided otherwise today by their own policy too: data changed since.`,
        ]
      : []),
  ]
  return [
    `By "${policy.name}", version of ${policy.from}: ${changed.requests} of ${requestsIn(replayed.requests)} would change, ` +
      `for ${changed.children} of ${childrenIn(replayed.children)}.`,
    ...outcomeLines(report),
    ...ruleLines(report),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ]
}

function outcomeLines({ outcomes, credits }: SimulationReport): readonly string[] {
  const rows = [
    ...outcomes.map(({ was, becomes, ...count }) => [`${was} -> ${becomes}`, count.requests, count.children]),
    ...credits.map(({ credit, ...count }) => [CREDIT[credit], count.requests, count.children]),
  ]
  return rows.length > 0 ? ['', table(['change', 'requests', 'children'], rows)] : []
}

function ruleLines({ rules }: SimulationReport): readonly string[] {
  const rows = rules.map(({ rule, newlyBroken, noLongerBroken }) => [rule, newlyBroken, noLongerBroken])
  return rows.length > 0 ? ['', table(['rule', 'newly broken', 'no longer broken'], rows)] : []
}

function childrenIn(count: number): string {
  return count === 1 ? '1 child' : `${count} children`
}

function requestsIn(count: number): string {
  return count === 1 ? '1 request' : `${count} requests`
}
