import { createReadStream } from 'node:fs'
import type { LeftOutCounts } from '../../archive/manifest.ts'
import { fingerprint } from '../../media/fingerprint.ts'
import { findExport } from '../../store/exports.ts'
import type { ReadDb } from '../../store/open.ts'
import { stampOf } from './file-stamp.ts'
import type { GuardianAlbum } from './plan-export.ts'
import { type ExportedFile, lostFiles } from './report.ts'

/**
 * The export that was made of this content before, when its file is still what it was. One that lacks a file of the
 * store is never it: the file may have come back.
 */
export async function findUnchanged(
  read: ReadDb,
  { key, position, name, album }: GuardianAlbum,
): Promise<ExportedFile | undefined> {
  const known = await findExport(read, key)
  if (known?.state !== 'ready' || !known.file || !known.sha256) return undefined
  const counts = known.counts as { photos: number; diary: number; leftOut: LeftOutCounts }
  if (lostFiles(counts) > 0) return undefined
  const { file, sha256, stamp, bytes } = known
  if (!(await isAsMade(file, sha256, stamp))) return undefined
  const { part } = album
  const found = { guardian: position, name, file, sha256, ...counts, bytes: bytes ?? 0, unchanged: true }
  return { ...found, ...(part && { part }) }
}

/** A file that nobody wrote in is not read again: it has the size of a year of photos. One from a backup is. */
async function isAsMade(file: string, sha256: string, stamp: string | null): Promise<boolean> {
  const now = await stampOf(file)
  if (now === undefined) return false
  if (now === stamp) return true
  const found = await fingerprint(createReadStream(file)).catch(() => undefined)
  return found?.sha256 === sha256
}
