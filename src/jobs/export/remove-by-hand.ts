import { basename } from 'node:path'
import { UserError } from '../../errors.ts'
import { findChild } from '../../store/children.ts'
import { listReadyByFile, listReadyByPrefix, listReadyOf, type ReadyExport } from '../../store/exports.ts'
import type { ReadDb } from '../../store/open.ts'
import type { Job } from '../job.ts'
import { type OfferView, removeRows, viewOf } from './remove-exports.ts'

export interface RemovedExport extends OfferView {
  /** The place with the child, 1 or 2; null: a guardian of it no more. */
  readonly guardian: number | null
  /** The name of its ZIP. */
  readonly file: string | null
  readonly sha256: string | null
  readonly photos: number
  readonly diary: number
}

export interface RemoveByHandReport {
  readonly removed: readonly RemovedExport[]
}

/** Removes the exports of a child, or the one whose id begins so or whose file this is, with all its parts: from then on nobody can download them. */
export const removeByHandJob: Job<{ readonly named: string }, readonly ReadyExport[], RemoveByHandReport> = {
  name: 'export-remove',
  summary: 'remove departure exports before their time is over',
  plan: (read, { named }) => findNamed(read, named),
  apply: (write, exports, at, run) => removeRows(write, exports, 'by-hand', at, run),
  report: (exports) => ({
    removed: exports.map((one) => {
      const { photos, diary } = one.counts as { photos: number; diary: number }
      const { guardian, file, sha256 } = one
      return { ...viewOf(one), guardian, file: file && basename(file), sha256, photos, diary }
    }),
  }),
  summarise: (exports) => ({ outcome: 'done', counts: { removed: exports.length }, findings: [] }),
}

/** A number of a child comes before an id: the package may give numbers that look like one. */
async function findNamed(read: ReadDb, named: string): Promise<readonly ReadyExport[]> {
  if (await findChild(read, named)) return listReadyOf(read, named)
  const found = await findExports(read, named)
  const [one] = found
  if (one && found.length === 1) {
    const ofChild = await listReadyOf(read, one.child_number)
    return ofChild.filter(({ guardian_id }) => guardian_id === one.guardian_id)
  }
  throw new UserError(
    found.length > 1
      ? `More than one export begins with ${named}: write more of its id.`
      : `There is no child with number "${named}", nor an export that is offered with that id or file: "ouderportaal export list" shows them.`,
  )
}

/** A path may be of another folder than ours, or of Windows: the name alone tells which export it is. */
async function findExports(read: ReadDb, named: string): Promise<readonly ReadyExport[]> {
  if (/\.zip$/i.test(named)) return listReadyByFile(read, named.replace(/^.*[/\\]/, ''))
  return /^[0-9a-f-]{4,36}$/i.test(named) ? listReadyByPrefix(read, named) : []
}
