import { readFile, realpath, stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { fingerprint, type StoredFile } from '../../../media/fingerprint.ts'
import { type MediaType, sniff } from '../../../media/sniff.ts'
import { strip } from '../../../media/strip.ts'
import { takenAt } from '../../../media/taken-at.ts'
import type { WallMoment } from '../../../rules/index.ts'

export type UnusableFile = 'missing-file' | 'damaged-file' | 'unsupported-type'

/** What is known of a photo or film as it is to be kept: without places and serial numbers. */
export interface PhotoFacts extends StoredFile {
  readonly type: MediaType
  /** As the camera wrote it; undefined when it did not. */
  readonly takenAt: WallMoment | undefined
}

/** The content is what is to be kept; it only lives as long as it is needed. */
export interface PhotoFile {
  readonly facts: PhotoFacts
  readonly content: Uint8Array
}

export async function readPhotoFile(folder: string, name: string): Promise<PhotoFile | UnusableFile> {
  const path = await pathInside(folder, name)
  if (path === undefined || !(await isFile(path))) return 'missing-file'
  const bytes = await readFile(path)
  if (bytes.length === 0) return 'damaged-file'
  const type = sniff(bytes)
  if (type === undefined) return 'unsupported-type'
  const stripped = strip(bytes, type)
  if ('damage' in stripped) return 'damaged-file'
  const file = await fingerprint([stripped.bytes])
  return { facts: { ...file, type, takenAt: believable(takenAt(bytes, type).at) }, content: stripped.bytes }
}

/** A clock that was never set says year 0, a damaged film one of six digits; the tags can write neither. */
function believable(moment: WallMoment | undefined): WallMoment | undefined {
  return moment && /^[1-9]\d{3}-/.test(moment) ? moment : undefined
}

/** A name in the tags never leads out of the folder, by no symbolic link either. */
async function pathInside(folder: string, name: string): Promise<string | undefined> {
  try {
    const root = await realpath(folder)
    const path = await realpath(resolve(root, name))
    return path.startsWith(root.endsWith(sep) ? root : root + sep) ? path : undefined
  } catch {
    return undefined
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
