import type { Moment } from '../../rules/index.ts'
import { listOfferedPhotos } from '../../store/departures.ts'
import { findCarePeriod } from '../../store/exports.ts'
import type { ReadDb } from '../../store/open.ts'
import { readAllowedPhotos } from './allowed-photos.ts'

export interface Withholding {
  readonly id: number
  readonly number: string
}

/**
 * Children of whom an export can be downloaded that holds a photo which may be in it no more (LK-13): a consent was
 * withdrawn, perhaps on a day before it was made and recorded after, another child was tagged, or the photo is removed.
 */
export async function listWithholding(read: ReadDb, at: Moment): Promise<readonly Withholding[]> {
  const offered = await listOfferedPhotos(read, at.today)
  const found: Withholding[] = []
  for (const [id, parts] of Map.groupBy(offered, (row) => row.id)) {
    const child = { id, number: parts[0]?.number ?? '' }
    if (await holdsWithheld(read, child, parts, at)) found.push(child)
  }
  return found
}

async function holdsWithheld(
  read: ReadDb,
  child: Withholding,
  parts: Awaited<ReturnType<typeof listOfferedPhotos>>,
  at: Moment,
): Promise<boolean> {
  if (parts.some(({ photos }) => photos === null)) return true
  const packed = parts.flatMap(({ photos }) => photos ?? [])
  if (packed.length === 0) return false
  const { last } = await findCarePeriod(read, child.id)
  const { allowed } = await readAllowedPhotos(read, child, last, at)
  const ids = new Set(allowed.map(({ id }) => id))
  return packed.some((id) => !ids.has(id))
}
