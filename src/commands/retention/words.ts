import type { ReviewReport } from '../../jobs/retention/confirm.ts'
import { table } from '../../terminal/table.ts'
import { amount, contentWords } from '../amounts.ts'

/** What the settings remove now: a line for each child, and the totals. */
export function reviewLines({ months, counts, children }: ReviewReport): readonly string[] {
  const kept = `Kept longer than ${months} months after the last care day`
  if (Object.values(counts).every((count) => count === 0)) return [`${kept}: nothing.`]
  const rows = children.map(({ child, lastDay, photos, diary, exports }) => [
    ...[child, lastDay, photos, diary, exports],
  ])
  const lines =
    children.length > 0 ? [table(['child', 'last day', 'photos', 'diary', 'exports'], rows), ''] : []
  const { photos, diaryEntries, exports, accounts } = counts
  return [
    ...lines,
    `${kept}, of ${amount(counts.children, 'child', 'children')}: ${contentWords({ photos, diary: diaryEntries })}, ${amount(exports, 'export', 'exports')}; ${amount(accounts, 'account', 'accounts')} to close.`,
  ]
}
