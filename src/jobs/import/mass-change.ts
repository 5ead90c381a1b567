import type { Refusal } from '../../csv/report.ts'

/** How much of what is stored a file would change or end. */
export interface MassChange {
  readonly changed: number
  readonly ended: number
  /** What is stored and not over yet. */
  readonly live: number
}

/** A file that changes more than this share is more often a mistake than the truth. */
const SHARE = 0.1

/** Fewer are never too many: a small organisation changes a few children at a time as well. */
const FEWEST = 5

/** Null: no more than a file may change without being asked. */
export function massChangeOf(change: MassChange): MassChange | null {
  const many = change.changed + change.ended
  return many >= FEWEST && many > SHARE * change.live ? change : null
}

export function massChangeRefusal({ changed, ended, live }: MassChange): Refusal {
  const share = live === 0 ? '' : ` (${Math.round((100 * (changed + ended)) / live)} %)`
  return {
    code: 'mass-change',
    message:
      `${changed} would change and ${ended} would end, of ${live} that are stored${share}, and more than ` +
      `${100 * SHARE} % is often the wrong file: look at it with --dry-run, then add --allow-mass-change.`,
  }
}
