import type { Manifest } from '../../archive/manifest.ts'
import type { Moment } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import type { ExportAmong } from './exports-among.ts'
import { planExport } from './plan-export.ts'

/** How an export of a child, one ZIP or all its parts, stands beside what a guardian may have now. Numbers only: no photo, no other child. */
export interface Completeness {
  readonly child: string
  /** Whose it is, the place with the child; undefined where the ZIP is older than that it says so. */
  readonly guardian?: number
  /** Photos and videos that a guardian may have and that are not in it; those that it says are lost are not counted. */
  readonly missingPhotos: number
  readonly missingDiaryEntries: number
  /** In it, and no longer allowed: since it was made a consent was withdrawn, or a photo was removed. */
  readonly nowLeftOut: number
  /** Of an export that was split; while one is not given, what is missing is not known. */
  readonly partsNotGiven: number
}

interface Options {
  readonly child: string
  readonly organisation: string
  readonly exports: readonly ExportAmong[]
}

export async function compareWithPlan(
  read: ReadDb,
  { child, organisation, exports }: Options,
  at: Moment,
): Promise<readonly Completeness[]> {
  const { albums } = await planExport(read, { child, organisation }, at)
  // Guardians differ in language only.
  const album = albums[0]?.album
  const allowed = new Set(album?.photos.map(({ sha256 }) => sha256))
  const diary = album?.diary.length ?? 0
  return exports.map((one) => ({ child, ...compareOne(one, allowed, diary) }))
}

function compareOne(
  { guardian, of, parts }: ExportAmong,
  allowed: ReadonlySet<string>,
  diary: number,
): Omit<Completeness, 'child'> {
  const packed = new Set(parts.flat().flatMap(mediaOf))
  const missing = [...allowed].filter((sha256) => !packed.has(sha256)).length
  return {
    ...(guardian !== undefined && { guardian }),
    missingPhotos: Math.max(0, missing - leastOf(parts, lostIn)),
    missingDiaryEntries: Math.max(0, diary - leastOf(parts, ({ counts }) => counts.diaryEntries)),
    nowLeftOut: [...packed].filter((sha256) => !allowed.has(sha256)).length,
    partsNotGiven: of - parts.length,
  }
}

export function isComplete({ missingPhotos, missingDiaryEntries, partsNotGiven }: Completeness): boolean {
  return missingPhotos + missingDiaryEntries + partsNotGiven === 0
}

/** By the hash of the file that the organisation keeps. */
function mediaOf({ entries }: Manifest): string[] {
  return entries.flatMap(({ sha256, original = sha256, takenAt }) => (takenAt ? original : []))
}

function lostIn({ leftOut }: Manifest): number {
  return leftOut['missing-file'] + leftOut['damaged-file']
}

/** All parts together. Of a part that is there in two versions the least counts: nothing is said to be there that may not be. */
function leastOf(parts: ExportAmong['parts'], count: (manifest: Manifest) => number): number {
  return parts.reduce((sum, versions) => sum + Math.min(...versions.map(count)), 0)
}
