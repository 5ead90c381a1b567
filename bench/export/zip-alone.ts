import { openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { addPhotos } from '../../src/archive/add-photos.ts'
import type { NamedPhoto } from '../../src/archive/entry-names.ts'
import { startZip } from '../../src/archive/zip/write-zip.ts'
import { openFileStore } from '../../src/media/file-store.ts'
import type { StoredFile } from '../../src/media/fingerprint.ts'

/* Ours, as far as `zip -0` goes: the photos in a ZIP, without pages, manifest and proof. Arguments: media, list of files, ZIP. */

const [media = '', list = '', target = ''] = process.argv.slice(2)
const files: readonly StoredFile[] = JSON.parse(await readFile(list, 'utf8'))
const began = performance.now()
const photos = files.map(
  (file, index): NamedPhoto => ({
    name: `fotos/2026/${index}.jpg`,
    photo: { ...file, type: 'image/jpeg', takenAt: '2026-01-12T10:15:00', group: 'Bijtjes' },
  }),
)
const zip = startZip(openSync(target, 'w', 0o600))
const { lost } = await addPhotos(photos, {
  store: openFileStore(media),
  zip,
  signal: new AbortController().signal,
})
zip.finish()
process.stdout.write(String((performance.now() - began) / 1000))
if (lost.length > 0) throw new Error(`${lost.length} photos are not in it`)
