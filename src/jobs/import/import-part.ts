import type { OpenSheet } from '../../csv/read-sheet.ts'
import { reading } from '../../store/open.ts'
import { applyChanges, logBesides, type Place } from './apply-changes.ts'
import { countLive } from './count-live.ts'
import { endMissing } from './end-missing.ts'
import { findingAt, type ImportFinding } from './finding.ts'
import type { ImportKind } from './kind.ts'
import { planBatch } from './plan.ts'
import { refuse } from './refused-part.ts'
import type { ImportReport } from './report.ts'
import { selectRows } from './select-rows.ts'
import { openTally } from './tally.ts'
import { touchFresh } from './touched.ts'
import { REJECTS_ARE_NOT_WHOLE, unknownKeyRefusal } from './whole-truth.ts'

/** The rows of one kind in a file. */
export interface Part {
  readonly name: string
  readonly kind: ImportKind<unknown, object>
  readonly sheet: OpenSheet<unknown>
  /** What the kind got ready for it. */
  readonly prepared: unknown
}

export interface PartOptions {
  /** The file is the whole truth: what is not in it has ended. */
  readonly full: boolean
  readonly withDifferences: boolean
  /** The digest of a plan that was looked at. */
  readonly planned?: string
  /** Hears how many rows were done, of `total`. */
  progress(done: number, total: number): void
}

export interface PartResult {
  readonly report: ImportReport
  /** Equal for equal changes of equal rows. */
  readonly digest: string
}

/** Decides and writes all rows of one kind, batch by batch. What is missing ends first: a new row may take its place. */
export async function importPart(part: Part, place: Place, options: PartOptions): Promise<PartResult> {
  const { sheet, kind, name } = part
  const read = reading(place.write)
  if (options.full && sheet.isRejects) refuse(sheet, REJECTS_ARE_NOT_WHOLE)
  // To read a row is half of the work, to decide on it the other.
  const tell = (read: number, decided: number) =>
    options.progress(Math.floor((read + decided) / 2), sheet.records)
  const selection = await selectRows(place.write, kind, sheet, (rows) => tell(rows, 0))
  const [nameless] = selection.nameless
  if (options.full && nameless !== undefined) refuse(sheet, unknownKeyRefusal(nameless))
  const mayChange = options.full || !selection.isStored
  const live = mayChange ? await countLive(read, part, place.at.today) : { own: 0, contracts: 0 }
  const { withDifferences, planned } = options
  const withDigest = withDifferences || planned !== undefined
  const notices = [...garbledIn(sheet), ...selection.alike]
  const tally = openTally(selection, { notices, kind: name, withDifferences, withDigest })
  if (options.full) await endMissing(place, part, selection.missing, tally)
  const { batches, fresh, unchanged } = await selection.narrow(place.run)
  tally.addNarrowed(unchanged, fresh)
  if (fresh) touchFresh(place.touched, fresh)
  let decided = sheet.records - batches.reduce((sum, batch) => sum + batch.length, 0)
  for (const batch of batches) {
    const records = sheet.again(batch).map((row) => row.parsed())
    const plan = await planBatch(kind, { columns: sheet.columns, records }, part.prepared, read)
    tally.addBatch(plan)
    await applyChanges(place, part, plan.changes)
    if (plan.besides) await logBesides(place, plan.besides)
    decided += batch.length
    tell(sheet.records, decided)
  }
  const { layout } = sheet
  const assumed = kind.readAs === undefined ? sheet.assumed : kind.readAs
  const report = { refused: null, assumed, ...tally.report(live, layout.ignored) }
  return { report, digest: tally.digest() }
}

/** Once a file: who mends one line by its encoding mends them all. */
function garbledIn({ garbledLine: line }: OpenSheet<unknown>): readonly ImportFinding[] {
  if (line === undefined) return []
  return [findingAt({ line, lastLine: line }, { code: 'garbled-letters', column: null, value: '' })]
}
