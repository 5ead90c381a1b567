import { createReadStream } from 'node:fs'
import type { LeftOutCounts } from '../../archive/manifest.ts'
import { fingerprint } from '../../media/fingerprint.ts'
import { findExport } from '../../store/exports.ts'
import type { ReadDb } from '../../store/open.ts'
import type { GuardianAlbum } from './plan-export.ts'
import { type ExportedFile, lostFiles } from './report.ts'

/**
 * The export that was made of this content before, when its file is still what it was. One that lacks a file of the
 * store is never it: the file may have come back.
 */
export async function findUnchanged(
  read: ReadDb,
  { key, position, name }: GuardianAlbum,
): Promise<ExportedFile | undefined> {
  const known = await findExport(read, key)
  if (known?.state !== 'ready' || !known.file || !known.sha256) return undefined
  const counts = known.counts as { photos: number; diary: number; leftOut: LeftOutCounts }
  if (lostFiles(counts) > 0) return undefined
  const { file, sha256 } = known
  const found = await fingerprint(createReadStream(file)).catch(() => undefined)
  if (found?.sha256 !== sha256) return undefined
  return { guardian: position, name, file, sha256, ...counts, bytes: found.bytes, unchanged: true }
}
