import { availableParallelism } from 'node:os'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FileStore } from '../../media/file-store.ts'
import { makeThumbnail } from '../../media/thumbnail.ts'
import type { AlbumPhoto } from '../album.ts'
import { jpegSize, type Size } from './jpeg-size.ts'
import { mapAhead } from './map-ahead.ts'

/** A store that may keep thumbnails, made when a photo came in; then none has to be made here. */
export interface ThumbnailStore extends Pick<FileStore, 'open'> {
  openThumbnail?(sha256: string): Promise<Buffer | undefined>
}

export interface Thumbnail extends Size {
  readonly bytes: Buffer
}

/** A larger picture is shown as a link: to decode it takes more memory than an export may have. */
const LARGEST_PICTURE = 32 * 1024 * 1024
/** More would only fill the memory: each takes a core. */
const AT_ONCE = Math.min(availableParallelism(), 4)

/** The thumbnail of a photo; undefined for a video, and for what cannot be decoded. */
export async function thumbnailOf(photo: AlbumPhoto, store: ThumbnailStore): Promise<Thumbnail | undefined> {
  if (photo.type.startsWith('video/')) return undefined
  const kept = withSize(await store.openThumbnail?.(photo.sha256))
  return kept ?? withSize(await made(photo, store))
}

/** In the order of the photos, a few of them made at a time. */
export function thumbnailsOf<Item>(
  items: Iterable<Item>,
  photoOf: (item: Item) => AlbumPhoto,
  store: ThumbnailStore,
): AsyncGenerator<readonly [Item, Thumbnail | undefined]> {
  const make = async (item: Item) => [item, await thumbnailOf(photoOf(item), store)] as const
  return mapAhead(items, AT_ONCE, make)
}

async function made({ sha256, bytes }: AlbumPhoto, store: ThumbnailStore): Promise<Buffer | undefined> {
  if (bytes > LARGEST_PICTURE) return undefined
  const opened = await store.open(sha256)
  if (opened.state !== 'whole') return undefined
  const { content } = opened
  return makeThumbnail(content instanceof Readable ? await buffer(content) : content)
}

function withSize(bytes: Buffer | undefined): Thumbnail | undefined {
  const size = bytes && jpegSize(bytes)
  return bytes && size && { bytes, ...size }
}
