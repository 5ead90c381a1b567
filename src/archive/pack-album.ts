import { fingerprint } from '../media/fingerprint.ts'
import { addPhotos, type LostFile, type Packing } from './add-photos.ts'
import type { Album } from './album.ts'
import { nameEntries } from './entry-names.ts'
import { countLeftOut, MANIFEST_NAME, type Manifest, type ManifestEntry, makeManifest } from './manifest.ts'
import { newestMoment } from './newest-moment.ts'
import { albumPage } from './pages/album-page.ts'
import { diaryPage } from './pages/diary-page.ts'
import type { PageInput } from './pages/page.ts'
import { readme } from './pages/readme.ts'
import { STYLE } from './pages/style.ts'
import { SUMS_NAME, sumsText } from './sums.ts'

export interface Packed {
  readonly manifest: Manifest
  readonly lost: readonly LostFile[]
}

interface Page {
  readonly name: string
  readonly type: string
  readonly text: string | Uint8Array
}

/**
 * Adds photos and videos first, then the pages, which show only what is really in, and what proves it all last. A
 * file that the store cannot give whole is left out and counted.
 */
export async function packAlbum(album: Album, packing: Packing): Promise<Packed> {
  const { added: photos, entries, lost } = await addPhotos(nameEntries(album.photos), packing)
  const leftOut = countLeftOut([...album.leftOut, ...lost.map(({ reason }) => ({ reason, count: 1 }))])
  const at = newestMoment(album)
  const add = async ({ name, type, text }: Page) => {
    packing.signal.throwIfAborted()
    const content = Buffer.from(text)
    if (isText(type)) packing.zip.deflate({ name, at }, content)
    else packing.zip.store({ name, at }, content)
    const { bytes, sha256 } = await fingerprint([content])
    return { name, bytes, sha256, type }
  }
  const listed: ManifestEntry[] = [...entries]
  for (const page of pagesOf({ album, photos, leftOut })) listed.push(await add(page))
  const manifest = makeManifest(album, { photos, entries: listed, leftOut })
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  const proof = await add({ name: MANIFEST_NAME, type: 'application/json', text })
  await add({ name: SUMS_NAME, type: 'text/plain', text: sumsText([...listed, proof]) })
  return { manifest, lost }
}

/** Anything else is packed already. */
function isText(type: string): boolean {
  return type.startsWith('text/') || type === 'application/json'
}

function pagesOf(input: PageInput): readonly Page[] {
  return [
    { name: 'index.html', type: 'text/html', text: albumPage(input) },
    { name: 'schrift.html', type: 'text/html', text: diaryPage(input) },
    { name: 'opmaak.css', type: 'text/css', text: STYLE },
    { name: 'lees-mij.txt', type: 'text/plain', text: readme(input) },
  ]
}
