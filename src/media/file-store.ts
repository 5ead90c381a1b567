import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { fingerprint, type StoredFile } from './fingerprint.ts'
import { type Opened, openStored } from './open-stored.ts'
import { type Found, openUnchecked } from './open-unchecked.ts'
import { storageError } from './storage-error.ts'
import { pathInside, pathOf } from './store-path.ts'
import { writeFileWhole } from './write-file.ts'

/** Photos and videos by their SHA-256. */
export interface FileStore {
  /** Keeps the bytes; does nothing when they are there already, mends them when they are damaged. */
  put(bytes: Uint8Array): Promise<StoredFile>
  open(sha256: string): Promise<Opened>
  /** Its content as it is: whoever reads it looks at size and CRC, and at the SHA-256 before others get it. It may be in `room`. */
  openUnchecked(sha256: string, room: Buffer): Promise<Found>
}

export function openFileStore(root: string): FileStore {
  return {
    put: (bytes) => put(root, bytes),
    open: (sha256) => openStored(root, sha256),
    openUnchecked: (sha256, room) => openUnchecked(root, sha256, room),
  }
}

async function put(root: string, bytes: Uint8Array): Promise<StoredFile> {
  const file = await fingerprint([bytes])
  const path = pathOf(root, file.sha256)
  await makeFolder(dirname(path))
  if (await holds(root, file.sha256)) return file
  const target = await pathInside(root, path)
  await writeFileWhole(target, (part) => writeFile(part, bytes, { flag: 'wx', mode: 0o600, flush: true }))
  return file
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
