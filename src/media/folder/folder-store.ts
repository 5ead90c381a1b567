import { readFileSync } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import type { Reread } from '../content.ts'
import type { MediaStore, Part } from '../file-store.ts'
import { fingerprint, type StoredFile } from '../fingerprint.ts'
import { openStored, READ_ONLY } from '../open-stored.ts'
import { openUnchecked } from '../open-unchecked.ts'
import { storageError } from '../storage-error.ts'
import { isSha256, pathInside, pathInsideAtOnce, pathOf } from '../store-path.ts'
import { changedWhileRead, isSame, isWholeJpeg } from '../stored-check.ts'
import { writeFileWhole } from '../write-file.ts'
import { removeOldParts } from './old-parts.ts'

/** Beside the photo that it is of. */
const THUMBNAIL = '.thumbnail.jpg'

export function openFolderStore(root: string): MediaStore {
  return {
    put: (content, known) => put(root, content, known),
    open: (sha256) => openStored(root, sha256),
    openUnchecked: (sha256, room) => openUnchecked(root, sha256, room),
    openPart: (sha256, part) => openPart(root, sha256, part),
    putThumbnail: (sha256, jpeg) =>
      write(root, pathOf(root, sha256) + THUMBNAIL, (part) => writeBytes(part, jpeg)),
    openThumbnail: (sha256) =>
      thumbnail(root, sha256, async (path) => readFile(await pathInside(root, path), { flag: READ_ONLY })),
    readThumbnail: (sha256) =>
      thumbnail(root, sha256, async (path) =>
        readFileSync(await pathInsideAtOnce(root, path), { flag: READ_ONLY }),
      ),
    remove: (sha256) => remove(root, sha256),
    tidy: () => removeOldParts(root),
  }
}

async function put(root: string, content: Uint8Array | Reread, known?: StoredFile): Promise<StoredFile> {
  const file = known ?? (await fingerprint(typeof content === 'function' ? content() : [content]))
  const path = pathOf(root, file.sha256)
  await makeFolder(dirname(path))
  if (await holds(root, file.sha256)) return file
  await write(root, path, (part) =>
    typeof content === 'function' ? writePieces(part, content, file) : writeBytes(part, content),
  )
  return file
}

async function write(root: string, path: string, work: (part: string) => Promise<void>): Promise<void> {
  await makeFolder(dirname(path))
  await writeFileWhole(await pathInside(root, path), work)
}

function writeBytes(part: string, bytes: Uint8Array): Promise<void> {
  return writeFile(part, bytes, { flag: 'wx', mode: 0o600, flush: true })
}

async function writePieces(part: string, content: Reread, file: StoredFile): Promise<void> {
  const handle = await open(part, 'wx', 0o600)
  try {
    const written = await fingerprint(writing(handle, content()))
    if (!isSame(written, file)) throw changedWhileRead()
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Hands the pieces on when they are written. */
async function* writing(handle: FileHandle, pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) at += (await handle.write(piece, at)).bytesWritten
    yield piece
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => {
    throw storageError(error, `cannot make the folder ${folder}`)
  })
}

async function holds(root: string, sha256: string): Promise<boolean> {
  const opened = await openStored(root, sha256)
  if (opened.state !== 'whole') return false
  if (opened.content instanceof Readable) opened.content.destroy()
  return true
}

async function openPart(root: string, sha256: string, { from, until }: Part): Promise<Readable | undefined> {
  const handle = await openIfThere(root, sha256)
  if (!handle) return undefined
  const { size } = await handle.stat()
  return handle.createReadStream({ start: from, end: Math.max(Math.min(until, size - 1), from) })
}

async function openIfThere(root: string, sha256: string): Promise<FileHandle | undefined> {
  if (!isSha256(sha256)) return undefined
  try {
    return await open(await pathInside(root, pathOf(root, sha256)), READ_ONLY)
  } catch (error) {
    return ifMissing(error, `cannot read file ${sha256} of the file store`)
  }
}

async function thumbnail(
  root: string,
  sha256: string,
  read: (path: string) => Promise<Buffer>,
): Promise<Buffer | undefined> {
  if (!isSha256(sha256)) return undefined
  try {
    const bytes = await read(pathOf(root, sha256) + THUMBNAIL)
    return isWholeJpeg(bytes) ? bytes : undefined
  } catch (error) {
    return ifMissing(error, `cannot read the thumbnail of ${sha256}`)
  }
}

async function remove(root: string, sha256: string): Promise<void> {
  if (!isSha256(sha256)) return
  try {
    const path = await pathInside(root, pathOf(root, sha256))
    await rm(path, { force: true })
    await rm(path + THUMBNAIL, { force: true })
  } catch (error) {
    ifMissing(error, `cannot remove file ${sha256} of the file store`)
  }
}

function ifMissing(error: unknown, what: string): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw storageError(error, what)
}
