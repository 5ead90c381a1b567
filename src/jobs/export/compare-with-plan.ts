import type { Manifest } from '../../archive/manifest.ts'
import type { Moment } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { planExport } from './plan-export.ts'

/** How the ZIPs of a child stand beside what a guardian may have now. Numbers only: no photo, no other child. */
export interface Completeness {
  readonly child: string
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
  /** Of all parts of the child's export. */
  readonly manifests: readonly Manifest[]
}

export async function compareWithPlan(
  read: ReadDb,
  { child, organisation, manifests }: Options,
  at: Moment,
): Promise<Completeness> {
  const { albums } = await planExport(read, { child, organisation }, at)
  // Guardians differ in language only.
  const album = albums[0]?.album
  const allowed = new Set(album?.photos.map(({ sha256 }) => sha256))
  const packed = new Set(manifests.flatMap(mediaOf))
  const missing = [...allowed].filter((sha256) => !packed.has(sha256)).length
  const diary = sum(manifests, ({ counts }) => counts.diaryEntries)
  return {
    child,
    missingPhotos: Math.max(0, missing - sum(manifests, lostIn)),
    missingDiaryEntries: Math.max(0, (album?.diary.length ?? 0) - diary),
    nowLeftOut: [...packed].filter((sha256) => !allowed.has(sha256)).length,
    partsNotGiven: partsNotGiven(manifests),
  }
}

export function isComplete({ missingPhotos, missingDiaryEntries, partsNotGiven }: Completeness): boolean {
  return missingPhotos + missingDiaryEntries + partsNotGiven === 0
}

/** By the hash of the file that the organisation keeps. */
function mediaOf({ entries }: Manifest): string[] {
  return entries.flatMap(({ sha256, original = sha256, takenAt }) => (takenAt ? original : []))
}

function partsNotGiven(manifests: readonly Manifest[]): number {
  const given = new Set(manifests.flatMap(({ part }) => part?.number ?? []))
  return given.size === 0 ? 0 : Math.max(...manifests.map(({ part }) => part?.of ?? 0)) - given.size
}

function lostIn({ leftOut }: Manifest): number {
  return leftOut['missing-file'] + leftOut['damaged-file']
}

function sum(manifests: readonly Manifest[], count: (manifest: Manifest) => number): number {
  return manifests.reduce((total, manifest) => total + count(manifest), 0)
}
