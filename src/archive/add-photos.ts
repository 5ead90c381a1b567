import { addAbortSignal, Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import type { FileStore } from '../media/file-store.ts'
import { fingerprintOf, hasSha256, type StoredFile } from '../media/fingerprint.ts'
import type { AlbumPhoto, LeftOutReason } from './album.ts'
import type { NamedPhoto } from './entry-names.ts'
import type { ManifestEntry } from './manifest.ts'
import type { ZipWriter } from './zip/write-zip.ts'

/** A photo of the album that the store could not give. */
export interface LostFile {
  readonly sha256: string
  readonly reason: Extract<LeftOutReason, 'missing-file' | 'damaged-file'>
  readonly why: string
}

/** Where photos come from and go to. */
export interface Packing {
  readonly store: FileStore
  readonly zip: ZipWriter
  readonly signal: AbortSignal
  /** What is done to the bytes of a photo before they go in: gives it in pieces, or undefined when they stay as they are. */
  readonly finish?: Finish
}

export type Finish = (content: Buffer, photo: AlbumPhoto) => readonly Uint8Array[] | undefined

type Outcome = ManifestEntry | LostFile

/** A film can be larger than the memory: such a one goes in as it is. */
const LARGEST_FINISHED = 64 * 1024 * 1024
/** Enough for nearly every photo in one; a film comes in pieces of this size. */
const ROOM = 4 * 1024 * 1024
/** After so many photos whoever wants to stop us gets a turn: reading and writing wait for the disk. */
const TURN = 16

/**
 * Adds photos and films, one at a time, and holds each against its SHA-256 while it passes. A file that the store can't
 * give whole is left out, and told.
 */
export async function addPhotos(photos: readonly NamedPhoto[], packing: Packing) {
  const added: NamedPhoto[] = []
  const entries: ManifestEntry[] = []
  const lost: LostFile[] = []
  const room = Buffer.alloc(ROOM)
  for (const [index, named] of photos.entries()) {
    if (index % TURN === 0) await setImmediate(undefined, { signal: packing.signal })
    packing.signal.throwIfAborted()
    const outcome = await addPhoto(named, packing, room)
    if ('reason' in outcome) lost.push(outcome)
    else {
      entries.push(outcome)
      added.push(named)
    }
  }
  return { added, entries, lost }
}

async function addPhoto(named: NamedPhoto, packing: Packing, room: Buffer): Promise<Outcome> {
  const { store, zip, signal, finish } = packing
  const { sha256, bytes } = named.photo
  const found = await store.openUnchecked(sha256, room)
  if (found.state !== 'found') return { sha256, reason: `${found.state}-file`, why: found.why }
  const { content } = found
  if (Buffer.isBuffer(content)) return addBytes(named, content, packing)
  if (content instanceof Readable) addAbortSignal(signal, content)
  const pieces = untilFault(content, signal)
  if (!finish || bytes > LARGEST_FINISHED) return addStream(named, pieces, zip)
  return addBytes(named, await inOne(pieces), packing)
}

function addBytes({ photo, name }: NamedPhoto, content: Buffer, { zip, finish }: Packing): Outcome {
  const head = { name, at: photo.takenAt }
  if (!hasSha256(content, photo)) return notAsListed(photo.sha256)
  const pieces = finish?.(content, photo)
  if (!pieces) {
    // What a ZIP says of it comes from the database, and must be true of it too.
    if (crc32(content) !== photo.crc32) return notAsListed(photo.sha256)
    zip.store(head, [content], photo)
    return listPhoto({ photo, name })
  }
  const finished = fingerprintOf(...pieces)
  zip.store(head, pieces, finished)
  return listFinished({ photo, name }, finished)
}

async function addStream(
  { photo, name }: NamedPhoto,
  pieces: AsyncIterable<Uint8Array>,
  zip: ZipWriter,
): Promise<Outcome> {
  const whole = await zip.storeStream({ name, at: photo.takenAt }, photo, pieces)
  return whole ? listPhoto({ photo, name }) : notAsListed(photo.sha256)
}

/** A source that fails ends there: then it is too short, and the rest of the export goes on. */
async function* untilFault(
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of content) {
      await setImmediate(undefined, { signal })
      yield piece
    }
  } catch {}
}

async function inOne(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Buffer[] = []
  // The next piece may come in the place of this one.
  for await (const piece of pieces) copies.push(Buffer.from(piece))
  return Buffer.concat(copies)
}

function notAsListed(sha256: string): LostFile {
  return { sha256, reason: 'damaged-file', why: 'does not fit its SHA-256, size or CRC' }
}

function listPhoto({ photo, name }: NamedPhoto): ManifestEntry {
  const { bytes, sha256, type, takenAt } = photo
  return { name, bytes, sha256, type, takenAt }
}

function listFinished({ photo, name }: NamedPhoto, { bytes, sha256 }: StoredFile): ManifestEntry {
  const { sha256: original, type, takenAt } = photo
  return { name, bytes, sha256, original, type, takenAt }
}
