import { closeSync, fsync, ftruncateSync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import { EXIT, UserError } from '../errors.ts'
import type { FileStore } from '../media/file-store.ts'
import { writeFileWhole } from '../media/write-file.ts'
import type { LostFile } from './add-photos.ts'
import type { Album } from './album.ts'
import type { LeftOutCounts } from './manifest.ts'
import { type Packed, packAlbum } from './pack-album.ts'
import { type Verification, verifyArchive } from './verify-archive.ts'
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

interface Attempt {
  readonly packed: Packed
  readonly proof: Verification
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
      const { packed, proof } = await writeProven({ album, store, part, fd, signal })
      signal.throwIfAborted()
      const { bytes = 0, sha256 = '', entries } = proof
      return { file: target, bytes, sha256, entries, leftOut: packed.manifest.leftOut, lost: packed.lost }
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

/** A file can be damaged and have its CRC all the same; then the proof finds it, and the ZIP is written again without it. */
async function writeProven(work: Work): Promise<Attempt> {
  const first = await attempt(work, new Set())
  const spoiled = spoiledFiles(work.album, first)
  const made = spoiled.size > 0 ? await attempt(work, spoiled) : first
  const [problem] = made.proof.problems
  if (!problem) return made
  const words = `${problem.code} ${problem.name ?? ''}`.trim()
  throw new UserError(
    `${work.part} does not read back as it was written (${words}); check the disk and try again`,
    EXIT.failed,
  )
}

/** Read back while the disk still takes it: the one waits for the disk, the other works. */
async function attempt({ album, store, part, fd, signal }: Work, spoiled: Set<string>): Promise<Attempt> {
  ftruncateSync(fd)
  const zip = startZip(fd)
  const packed = await packAlbum(album, { store, zip, signal, spoiled })
  zip.finish()
  const [proof] = await Promise.all([verifyArchive(part, signal), promisify(fsync)(fd)])
  return { packed, proof }
}

function spoiledFiles(album: Album, { packed, proof }: Attempt): Set<string> {
  const changed = new Set(proof.problems.flatMap(({ code, name }) => (code === 'entry-changed' ? name : [])))
  const found = packed.manifest.entries.filter(({ name }) => changed.has(name))
  const kept = new Set(album.photos.map(({ sha256 }) => sha256))
  return new Set(found.map(({ sha256, original = sha256 }) => original).filter((sha256) => kept.has(sha256)))
}
