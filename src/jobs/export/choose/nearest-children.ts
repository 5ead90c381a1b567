import { editsBetween } from '../../../policy/nearest-name.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listChildNames } from '../../../store/people.ts'

const MOST = 3

export interface NearChild {
  readonly number: string
  readonly name: string
}

/** A few children whose number looks most like what was written; also one that goes by it as a name. */
export async function nearestChildren(read: ReadDb, written: string): Promise<readonly NearChild[]> {
  const children = await listChildNames(read)
  const far = Math.max(1, Math.floor(written.length / 2))
  return children
    .map((child) => ({ ...child, edits: editsOf(written, child) }))
    .filter(({ edits }) => edits <= far)
    .toSorted((one, other) => one.edits - other.edits || (one.number < other.number ? -1 : 1))
    .slice(0, MOST)
    .map(({ number, name }) => ({ number, name }))
}

/** A number without its zeros is the same number to whoever types it. */
function editsOf(written: string, { number, name }: NearChild): number {
  if (bare(written) === bare(number)) return 0
  if (name.toLowerCase().includes(written.toLowerCase())) return 1
  return editsBetween(written, number)
}

function bare(number: string): string {
  return number.replace(/^0+/, '')
}
