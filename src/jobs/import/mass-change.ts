import type { Refusal } from '../../csv/report.ts'

/** How much of what is stored a file would change or end. */
export interface MassChange {
  readonly changed: number
  /** New ones that are most likely stored already, by a number that lost its zeros on the way. */
  readonly doubled?: number
  readonly ended: number
  /** What is stored of that kind and not over yet. */
  readonly live: number
  readonly kind: string
}

/** A file that changes more than this share is more often a mistake than the truth. */
const SHARE = 0.1

/** Fewer are never too many: a small organisation changes a few children at a time as well. */
const FEWEST = 5

/** The first that is too much: like is compared with like, children with children and contracts with contracts. */
export function massChangeIn(changes: readonly MassChange[]): MassChange | null {
  return changes.map(massChangeOf).find((change) => change !== null) ?? null
}

/** Null: no more than a file may change without being asked. */
function massChangeOf(change: MassChange): MassChange | null {
  const many = change.changed + change.ended
  const isMany = many >= FEWEST && many > SHARE * change.live
  // So many lookalikes are no chance, whatever the share of the file.
  return isMany || (change.doubled ?? 0) >= FEWEST ? change : null
}

export function massChangeRefusal(change: MassChange): Refusal {
  const { doubled = 0 } = change
  return { code: 'mass-change', message: doubled >= FEWEST ? doubledInWords(change) : changedInWords(change) }
}

function doubledInWords({ kind, doubled }: MassChange): string {
  return (
    `${doubled} ${kind} would be new whose numbers are, but for the zeros before them, those of ${kind} that are stored ` +
    'and not in this file: write the numbers as text, with their zeros, or add --allow-mass-change.'
  )
}

function changedInWords({ kind, changed, ended, live }: MassChange): string {
  const share = live === 0 ? '' : ` (${Math.round((100 * (changed + ended)) / live)} %)`
  return (
    `${changed} would change and ${ended} would end, of ${live} ${kind} that are stored${share}, and more than ` +
    `${100 * SHARE} % is often the wrong file: look at it with --dry-run, then add --allow-mass-change.`
  )
}
