import { closeSync, fsync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import { EXIT, UserError } from '../errors.ts'
import type { FileStore } from '../media/file-store.ts'
import { writeFileWhole } from '../media/write-file.ts'
import type { LostFile } from './add-photos.ts'
import type { Album } from './album.ts'
import type { LeftOutCounts } from './manifest.ts'
import { type Packed, packAlbum } from './pack-album.ts'
import { proveWritten } from './prove-written.ts'
import { startZip } from './zip/write-zip.ts'

export interface ArchiveOptions {
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
 * and fits the manifest. The same album gives the same bytes, whenever it is made.
 */
export async function writeArchive(
  album: Album,
  store: FileStore,
  target: string,
  { signal = new AbortController().signal }: ArchiveOptions = {},
): Promise<ArchiveReport> {
  return writeFileWhole(target, async (part) => {
    signal.throwIfAborted()
    const fd = openSync(part, 'wx', 0o600)
    try {
      const { lost, manifest, proof } = await writeProven({ album, store, part, fd, signal })
      signal.throwIfAborted()
      const { bytes, sha256, entries } = proof
      return { file: target, bytes, sha256, entries, leftOut: manifest.leftOut, lost }
    } finally {
      closeSync(fd)
    }
  })
}

interface Work {
  readonly album: Album
  readonly store: FileStore
  readonly part: string
  readonly fd: number
  readonly signal: AbortSignal
}

/** Read back while the disk still takes it: the one waits for the disk, the other works. */
async function writeProven(work: Work) {
  const { part, fd, signal } = work
  const { lost, manifest } = await pack(work)
  const [proof] = await Promise.all([proveWritten(part, manifest, signal), promisify(fsync)(fd)])
  const [problem] = proof.problems
  if (!problem) return { lost, manifest, proof }
  const words = `${problem.code} ${problem.name ?? ''}`.trim()
  throw new UserError(
    `${part} does not read back as it was written (${words}); check the disk and try again`,
    EXIT.failed,
  )
}

/** What it needs of memory is given back before the proof needs its own. */
async function pack({ album, store, fd, signal }: Work): Promise<Packed> {
  const zip = startZip(fd)
  const packed = await packAlbum(album, { store, zip, signal })
  zip.finish()
  return packed
}
