import { fingerprintOf } from '../media/fingerprint.ts'
import { addPhotos, type FinishedPhoto, type LostFile, type Packing } from './add-photos.ts'
import type { Album } from './album.ts'
import { nameEntries } from './entry-names.ts'
import { generateFiles } from './generate.ts'
import type { GeneratedFile } from './generated.ts'
import { countLeftOut, MANIFEST_NAME, type Manifest, type ManifestEntry, makeManifest } from './manifest.ts'
import { tellFacts } from './metadata/tell.ts'
import { newestMoment } from './newest-moment.ts'
import { SUMS_NAME, sumsText } from './sums.ts'

export interface Packed {
  readonly manifest: Manifest
  readonly lost: readonly LostFile[]
}

/**
 * Adds photos and videos first, then the pages, which show only what is really in, and what proves it all last. A
 * file that the store cannot give whole is left out and counted.
 */
export async function packAlbum(album: Album, packing: Packing): Promise<Packed> {
  const { added: photos, entries, lost } = await addPhotos(finishedPhotos(album), packing)
  const leftOut = countLeftOut([...album.leftOut, ...lost.map(({ reason }) => ({ reason, count: 1 }))])
  const at = newestMoment(album)
  const add = async ({ name, type, text }: GeneratedFile) => {
    packing.signal.throwIfAborted()
    const content = typeof text === 'string' ? Buffer.from(text) : text
    const file = fingerprintOf(content)
    if (isText(type)) packing.zip.deflate({ name, at }, content)
    else packing.zip.store({ name, at }, [content], file)
    const { bytes, sha256 } = file
    return { name, bytes, sha256, type }
  }
  const listed: ManifestEntry[] = [...entries]
  const files = generateFiles({ album, photos, leftOut }, packing.store)
  for await (const file of files) listed.push(await add(file))
  const manifest = makeManifest(album, { photos, entries: listed, leftOut })
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  const proof = await add({ name: MANIFEST_NAME, type: 'application/json', text })
  await add({ name: SUMS_NAME, type: 'text/plain', text: sumsText([...listed, proof]) })
  return { manifest, lost }
}

/** Each tells its moment and caption itself, wherever it ends up. */
function finishedPhotos({ photos }: Album): readonly FinishedPhoto[] {
  return nameEntries(photos).map((named) => ({
    ...named,
    finish: (content) => tellFacts(content, named.photo),
  }))
}

/** Anything else is packed already. */
function isText(type: string): boolean {
  return type.startsWith('text/') || type === 'application/json'
}
