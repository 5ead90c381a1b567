import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { EXIT, UserError } from '../errors.ts'
import type { FileStore } from '../media/file-store.ts'
import { writeFileWhole } from '../media/write-file.ts'
import type { LostFile } from './add-photos.ts'
import type { Album } from './album.ts'
import type { ArchiveProblem } from './disagreements.ts'
import { startFlushing } from './flush-behind.ts'
import type { LeftOutCounts } from './manifest.ts'
import { type Packed, packAlbum } from './pack-album.ts'
import { startProof } from './prove-apart.ts'
import type { ZipRecord } from './zip/records.ts'
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

/** Read back while it is still written, and while the disk still takes it. */
async function writeProven(work: Work) {
  const { part, fd, signal } = work
  const proving = startProof(part)
  try {
    const flushing = startFlushing(fd)
    const { lost, manifest } = await pack(work, (record) => {
      proving.add(record)
      flushing.wrote(record.packed)
    })
    const [proof] = await Promise.all([unlessStopped(proving.finish(manifest), signal), flushing.finish()])
    const [problem] = proof.problems
    if (problem) throw notAsWritten(part, problem)
    return { lost, manifest, proof }
  } finally {
    await proving.close()
  }
}

async function pack(
  { album, store, fd, signal }: Work,
  written: (record: ZipRecord) => void,
): Promise<Packed> {
  const zip = startZip(fd, written)
  const packed = await packAlbum(album, { store, zip, signal })
  zip.finish()
  return packed
}

function notAsWritten(part: string, { code, name = '' }: ArchiveProblem): UserError {
  return new UserError(
    `${part} does not read back as it was written (${`${code} ${name}`.trim()}); check the disk and try again`,
    EXIT.failed,
  )
}

/** Rejects with the reason of the stop as soon as there is one. */
async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const waiting = new AbortController()
  const stop = once(signal, 'abort', { signal: waiting.signal }).then(() => signal.throwIfAborted())
  stop.catch(() => {})
  try {
    return (await Promise.race([work, stop])) as T
  } finally {
    waiting.abort()
  }
}
