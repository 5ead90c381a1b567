import type { Policy } from '../../rules/policy.ts'
import type { LintFinding } from './finding.ts'

/** Credit days, or credit for charged days, where the policy has no credit at all. */
export function* disagreements({ credit, creditDay, cancel }: Policy): Iterable<LintFinding> {
  if (credit) return
  if (creditDay.offered.length === 0 || creditDay.offered.some(({ is }) => is)) {
    yield disagrees(['creditDay'], 'a day can be asked with credit, but the policy has no `credit`')
  }
  for (const [number, { is }] of cancel.late.entries()) {
    if (is !== 'charged-and-credited') continue
    yield disagrees(
      ['cancel', 'late', number],
      'a late cancellation gives credit, but the policy has no `credit`',
    )
  }
}

function disagrees(path: LintFinding['path'], message: string): LintFinding {
  return { code: 'disagrees', path, message, advice: 'change one of the two' }
}
