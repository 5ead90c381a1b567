import { createWriteStream } from 'node:fs'
import { EXIT, UserError } from '../errors.ts'
import type { FileStore } from '../media/file-store.ts'
import { writeFileWhole } from '../media/write-file.ts'
import type { Moment } from '../rules/time.ts'
import type { Album } from './album.ts'
import type { LeftOutCounts } from './manifest.ts'
import { type LostFile, packAlbum } from './pack-album.ts'
import { verifyArchive } from './verify-archive.ts'
import { writeZip } from './write-zip.ts'

export interface ArchiveOptions {
  readonly madeAt: Moment
  /** Ends the work; nothing of it stays. */
  readonly signal?: AbortSignal
}

export interface ArchiveReport {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  /** Entries in the ZIP, the manifest included. */
  readonly entries: number
  /** All that is left out, by reason: what the album said and what the store could not give. */
  readonly leftOut: LeftOutCounts
  readonly lost: readonly LostFile[]
}

/**
 * Writes the album as a ZIP that only its owner may read. It has its name only after every entry was read back
 * from disk and fits the manifest. The same album and moment give the same bytes.
 */
export async function writeArchive(
  album: Album,
  store: FileStore,
  target: string,
  { madeAt, signal = new AbortController().signal }: ArchiveOptions,
): Promise<ArchiveReport> {
  return writeFileWhole(target, async (part) => {
    signal.throwIfAborted()
    const out = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true })
    const { fed, bytes, sha256 } = await writeZip(out, (add) => packAlbum(album, store, madeAt, add), signal)
    const entries = await prove(part, fed.manifest.entries.length + 1)
    signal.throwIfAborted()
    return { file: target, bytes, sha256, entries, leftOut: fed.manifest.leftOut, lost: fed.lost }
  })
}

async function prove(part: string, expected: number): Promise<number> {
  const { entries, problems } = await verifyArchive(part)
  if (entries === expected && problems.length === 0) return entries
  const first = problems[0] ? `${problems[0].code} ${problems[0].name ?? ''}`.trim() : 'number of entries'
  throw new UserError(
    `${part} does not read back as it was written (${first}); check the disk and try again`,
    EXIT.failed,
  )
}
