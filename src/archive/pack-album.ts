import { Readable } from 'node:stream'
import type { FileStore } from '../media/file-store.ts'
import { fingerprint } from '../media/fingerprint.ts'
import type { Opened } from '../media/open-stored.ts'
import type { Moment } from '../rules/time.ts'
import type { Album, AlbumPhoto, LeftOutReason } from './album.ts'
import { type NamedPhoto, nameEntries } from './entry-names.ts'
import { generateFiles } from './generate.ts'
import type { GeneratedFile } from './generated.ts'
import { countLeftOut, MANIFEST_NAME, type Manifest, type ManifestEntry, makeManifest } from './manifest.ts'
import { tellFacts } from './metadata/tell.ts'
import type { AddEntry } from './write-zip.ts'

/** A photo of the album that the store could not give. */
export interface LostFile {
  readonly sha256: string
  readonly reason: Extract<LeftOutReason, 'missing-file' | 'damaged-file'>
  readonly why: string
}

export interface Packed {
  readonly manifest: Manifest
  readonly lost: readonly LostFile[]
}

/**
 * Adds photos and videos first, then the pages, which show only what is really in, and the manifest last. A
 * file that the store cannot give whole is left out and counted.
 */
export async function packAlbum(
  album: Album,
  store: FileStore,
  madeAt: Moment,
  add: AddEntry,
): Promise<Packed> {
  const { photos, listed, lost } = await addPhotos(album, store, add)
  const leftOut = countLeftOut([...album.leftOut, ...lost.map(({ reason }) => ({ reason, count: 1 }))])
  const addFile = async ({ name, type, text }: GeneratedFile) => {
    const content = Buffer.from(text)
    const method = isText(type) ? 'deflate' : 'store'
    await add({ name, content, at: madeAt.wall, method })
    const { bytes, sha256 } = await fingerprint([content])
    return { name, bytes, sha256, type }
  }
  const entries = [...listed]
  for await (const file of generateFiles({ album, photos, leftOut }, store)) entries.push(await addFile(file))
  const manifest = makeManifest(album, madeAt, { photos, entries, leftOut })
  await addFile({
    name: MANIFEST_NAME,
    type: 'application/json',
    text: `${JSON.stringify(manifest, null, 2)}\n`,
  })
  return { manifest, lost }
}

async function addPhotos(album: Album, store: FileStore, add: AddEntry) {
  const photos: NamedPhoto[] = []
  const listed: ManifestEntry[] = []
  const lost: LostFile[] = []
  for (const named of nameEntries(album.photos)) {
    const { photo, name } = named
    const opened = asListed(photo, await store.open(photo.sha256))
    if (opened.state === 'whole') {
      const { content } = opened
      const told = content instanceof Readable ? content : tellFacts(content, photo)
      await add({ name, content: told, at: photo.takenAt, method: 'store' })
      photos.push(named)
      listed.push(listPhoto(named, told instanceof Readable ? photo : await fingerprint([told])))
    } else {
      lost.push({ sha256: photo.sha256, reason: `${opened.state}-file`, why: opened.why })
    }
  }
  return { photos, listed, lost }
}

/** Content that fits its SHA-256 but not its row: the size or CRC in the database is wrong, and nobody knows why. */
function asListed(photo: AlbumPhoto, opened: Opened): Opened {
  if (opened.state !== 'whole') return opened
  if (opened.file.bytes === photo.bytes && opened.file.crc32 === photo.crc32) return opened
  if (opened.content instanceof Readable) opened.content.destroy()
  return { state: 'damaged', why: 'does not fit its size or CRC' }
}

/** Anything else is packed already. */
function isText(type: string): boolean {
  return type.startsWith('text/') || type === 'application/json'
}

function listPhoto(
  { photo, name }: NamedPhoto,
  { bytes, sha256 }: Pick<AlbumPhoto, 'bytes' | 'sha256'>,
): ManifestEntry {
  const { type, takenAt } = photo
  return { name, bytes, sha256, type, takenAt }
}
