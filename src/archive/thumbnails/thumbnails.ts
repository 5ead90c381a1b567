import { availableParallelism } from 'node:os'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FileStore } from '../../media/file-store.ts'
import { makeThumbnail } from '../../media/thumbnail.ts'
import type { AlbumPhoto } from '../album.ts'
import { jpegSize, type Size } from './jpeg-size.ts'
import { mapAhead } from './map-ahead.ts'

/** A store that may keep thumbnails, made when a photo came in; then none has to be made here. */
export type ThumbnailStore = Pick<FileStore, 'open' | 'readThumbnail'>

export interface Thumbnail extends Size {
  readonly bytes: Buffer
}

/** A larger picture is shown as a link: to decode it takes more memory than an export may have. */
const LARGEST_PICTURE = 32 * 1024 * 1024
/** Reading waits for a disk or a network, so that many go at once. */
const READ_AT_ONCE = 16
/** More would only fill the memory: each takes a core. */
const MADE_AT_ONCE = Math.min(availableParallelism(), 4)

/** The thumbnail of a photo; undefined for a video, and for what cannot be decoded. */
export async function thumbnailOf(photo: AlbumPhoto, store: ThumbnailStore): Promise<Thumbnail | undefined> {
  return (await keptOf(photo, store)) ?? makeOf(photo, store)
}

/** In the order of the photos. */
export function thumbnailsOf<Item>(
  items: Iterable<Item>,
  photoOf: (item: Item) => AlbumPhoto,
  store: ThumbnailStore,
): AsyncGenerator<readonly [Item, Thumbnail | undefined]> {
  type Known = readonly [Item, Thumbnail | undefined]
  const read = async (item: Item): Promise<Known> => [item, await keptOf(photoOf(item), store)]
  const make = async ([item, kept]: Known): Promise<Known> => [
    item,
    kept ?? (await makeOf(photoOf(item), store)),
  ]
  return mapAhead(mapAhead(items, READ_AT_ONCE, read), MADE_AT_ONCE, make)
}

async function keptOf({ sha256, type }: AlbumPhoto, store: ThumbnailStore): Promise<Thumbnail | undefined> {
  return isFilm(type) ? undefined : withSize(await store.readThumbnail(sha256))
}

async function makeOf(
  { sha256, type, bytes }: AlbumPhoto,
  store: ThumbnailStore,
): Promise<Thumbnail | undefined> {
  if (isFilm(type) || bytes > LARGEST_PICTURE) return undefined
  const opened = await store.open(sha256)
  if (opened.state !== 'whole') return undefined
  const { content } = opened
  return withSize(await makeThumbnail(content instanceof Readable ? await buffer(content) : content))
}

function isFilm(type: string): boolean {
  return type.startsWith('video/')
}

function withSize(bytes: Buffer | undefined): Thumbnail | undefined {
  const size = bytes && jpegSize(bytes)
  return bytes && size && { bytes, ...size }
}
