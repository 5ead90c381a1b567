import { fingerprintOf, type StoredFile } from '../media/fingerprint.ts'
import { addPhotos, type LostFile, type Packing } from './add-photos.ts'
import type { Album } from './album.ts'
import { nameEntries } from './entry-names.ts'
import { generateFiles } from './generate.ts'
import type { GeneratedFile } from './generated.ts'
import {
  countLeftOut,
  MANIFEST_NAME,
  type Manifest,
  type ManifestEntry,
  makeManifest,
  manifestPieces,
} from './manifest.ts'
import { tellFacts } from './metadata/tell.ts'
import { newestMoment } from './newest-moment.ts'
import { SUMS_NAME, sumLines } from './sums.ts'
import type { EntryHead, ZipWriter } from './zip/write-zip.ts'

export interface Packed {
  readonly manifest: Manifest
  readonly lost: readonly LostFile[]
}

/**
 * Adds photos and videos first, which tell their moment and caption themselves, wherever they end up; then the pages,
 * which show only what is really in; and what proves it all last. A file that the store cannot give whole is left out
 * and counted.
 */
export async function packAlbum(album: Album, packing: Packing): Promise<Packed> {
  const named = nameEntries(album.photos)
  const { added: photos, entries, lost } = await addPhotos(named, { ...packing, finish: tellFacts })
  const leftOut = countLeftOut([...album.leftOut, ...lost.map(({ reason }) => ({ reason, count: 1 }))])
  const at = newestMoment(album)
  const add = async ({ name, type, content }: GeneratedFile) => {
    packing.signal.throwIfAborted()
    const { bytes, sha256 } = await addGenerated({ name, at }, content, packing.zip)
    return { name, bytes, sha256, type }
  }
  const listed: ManifestEntry[] = [...entries]
  const files = generateFiles({ album, photos, leftOut }, packing.store)
  for await (const file of files) listed.push(await add(file))
  const manifest = makeManifest(album, { photos, entries: listed, leftOut })
  const content = manifestPieces(manifest)
  const proof = await add({ name: MANIFEST_NAME, type: 'application/json', content })
  await add({ name: SUMS_NAME, type: 'text/plain', content: sumLines([...listed, proof]) })
  return { manifest, lost }
}

async function addGenerated(
  head: EntryHead,
  content: GeneratedFile['content'],
  zip: ZipWriter,
): Promise<StoredFile> {
  if (!(content instanceof Uint8Array)) return zip.deflate(head, inBuffers(content))
  const file = fingerprintOf(content)
  zip.store(head, [content], file)
  return file
}

const LARGEST_PIECE = 64 * 1024

function* inBuffers(text: string | Iterable<string>): Generator<Buffer> {
  let held = ''
  for (const piece of typeof text === 'string' ? [text] : text) {
    held += piece
    if (held.length < LARGEST_PIECE) continue
    yield Buffer.from(held)
    held = ''
  }
  yield Buffer.from(held)
}
