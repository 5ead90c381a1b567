import type { WallMoment } from '../../../rules/index.ts'
import type { TakenFrom } from '../../../store/tables.ts'
import type { Taken } from './photo-file.ts'
import type { PhotoRow } from './photo-rows.ts'

type TakenCells = Pick<PhotoRow, 'takenAt' | 'takenFrom'>

/** The best first. */
const SOURCES: readonly TakenFrom[] = ['tags', 'exif', 'name', 'file']

/**
 * The time in the tags goes before the camera's, that before a name, and that before the time of a file, which another
 * copy of it has not. Undefined for a photo of which nobody tells when it was taken: it has no place in an album.
 */
export function takenOf(
  told: WallMoment | null,
  found: Taken | undefined,
  before: TakenCells | undefined,
): TakenCells | undefined {
  if (told) return cellsOf({ at: told, from: 'tags' })
  const guessed = found === undefined || found.from === 'name' || found.from === 'file'
  if (
    before &&
    before.takenFrom !== 'tags' &&
    guessed &&
    rank(before.takenFrom) <= rank(found?.from ?? 'file')
  ) {
    return { takenAt: before.takenAt, takenFrom: before.takenFrom }
  }
  return found && cellsOf(found)
}

function rank(from: TakenFrom): number {
  return SOURCES.indexOf(from)
}

function cellsOf({ at, from }: Taken): TakenCells {
  return { takenAt: at.replace('T', ' '), takenFrom: from }
}
