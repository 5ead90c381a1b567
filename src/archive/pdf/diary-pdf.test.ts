import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { isThere } from '../../../test/support/programs.ts'
import { openFileStore } from '../../media/file-store.ts'
import type { Album, AlbumPhoto, DiaryEntry } from '../album.ts'
import { nameEntries } from '../entry-names.ts'
import { countLeftOut } from '../manifest.ts'
import { diaryPdf } from './diary-pdf.ts'

/** Programs of others that read a PDF (Debian: qpdf, poppler-utils). */
const [CHECKER, READER] = ['qpdf', 'pdftotext']

let folder: string
let photo: AlbumPhoto
beforeAll(async () => {
  folder = await temporaryFolder()
  const camera = await readFile(new URL('../../media/samples/camera.jpg', import.meta.url))
  const file = await openFileStore(folder).put(camera)
  photo = { ...file, type: 'image/jpeg', takenAt: '2025-06-03T10:15:42', caption: 'Zandbak', group: 'Bijen' }
})

const entry: DiaryEntry = { writtenAt: '2025-06-03T16:30:00', author: 'Sofie', text: 'Gegeten.', photos: [] }
const written = (text: string, changes: Partial<DiaryEntry> = {}) => ({ ...entry, text, ...changes })

function pdfOf(diary: readonly DiaryEntry[], changes: Partial<Album> = {}): Promise<Buffer> {
  const album: Album = {
    organisation: 'De Lange Keizer',
    child: { id: '1042', name: 'Noor' },
    language: 'nl',
    period: { from: '2025-01-06', until: '2026-02-27' },
    photos: [photo],
    diary,
    leftOut: [],
    ...changes,
  }
  const photos = nameEntries(album.photos)
  return diaryPdf({ album, photos, leftOut: countLeftOut([]) }, openFileStore(folder))
}

async function asFile(pdf: Buffer): Promise<string> {
  const path = join(await temporaryFolder(), 'schrift.pdf')
  await writeFile(path, pdf)
  return path
}
const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })
const textOf = async (pdf: Buffer) => run(READER, await asFile(pdf), '-')

test('the same diary is the same file, to the byte', async () => {
  const diary = [written('Gespeeld 🏖️ en geslapen', { photos: [photo.sha256] })]
  expect((await pdfOf(diary)).equals(await pdfOf(diary))).toBe(true)
})

describe.skipIf(!isThere(CHECKER))(`to a program of others (needs ${CHECKER})`, () => {
  test.each([
    ['a photo', [written('Met foto', { photos: ['a'.repeat(64)] })]],
    [
      'all that people write',
      [written('Zand 👩‍👧 🇳🇱 مرحبا (45) שלום 你好 \u0000\ud800\t\u202e nee\r\n\r\nja')],
    ],
    ['seventy thousand characters', [written('Buiten gespeeld. '.repeat(4200))]],
    ['a word of seventy thousand letters', [written('x'.repeat(70_000))]],
    ['nothing', [written('')]],
  ])('a diary with %s is a sound PDF', async (_, diary) => {
    const path = await asFile(await pdfOf(diary))
    expect(run(CHECKER, '--check', path)).toContain('No syntax or stream encoding errors found')
  })

  test('each month has a bookmark, and language and title are told', async () => {
    const months = ['2025-04-11T09:00:00', '2025-06-03T09:00:00', '2025-06-04T09:00:00'] as const
    const path = await asFile(await pdfOf(months.map((writtenAt) => ({ ...entry, writtenAt }))))
    const { outlines } = JSON.parse(run(CHECKER, '--json=2', path))
    expect(outlines.map(({ title }: { title: string }) => title)).toEqual(['April 2025', 'Juni 2025'])
    const all = run(CHECKER, '--qdf', '--object-streams=disable', path, '-')
    expect(all).toContain('/Lang (nl-NL)')
    expect(all).toContain('(Het schrift van Noor)')
  })
})

describe.skipIf(!isThere(READER))(`to who reads and searches (needs ${READER})`, () => {
  test('text, emoji, authors, moments and captions are text', async () => {
    const diary = [written('Eerste stapjes 👣 samen met 👩‍👧 en 🇳🇱, ❤️ dus', { photos: [photo.sha256] })]
    const text = await textOf(await pdfOf(diary))
    for (const said of [
      'Het schrift van Noor',
      'Juni 2025',
      'Sofie',
      'dinsdag 3 juni om 16:30',
      'Eerste stapjes 👣 samen met 👩‍👧 en 🇳🇱',
      'Zandbak',
      'Het schrift van Noor · 1',
    ]) {
      expect(text).toContain(said)
    }
  })

  test('a sign that no font has is a square that still says what it is, and the last page explains', async () => {
    const text = await textOf(await pdfOf([written('Oma zegt 你好.')]))
    expect(text).toContain('Oma zegt 你好.')
    expect(text).toContain('staat er als een vierkantje')
    expect(await textOf(await pdfOf([entry]))).not.toContain('vierkantje')
  })

  test('a photo that is not in the ZIP is told', async () => {
    const text = await textOf(await pdfOf([{ ...entry, photos: ['b'.repeat(64)] }]))
    expect(text).toContain('Bij dit bericht hoort een foto die niet is meegegeven.')
  })

  test('no letter of a long word or a long text is lost at the end of a line or page', async () => {
    const numbers = Array.from({ length: 4000 }, (_, at) => `n${at}`)
    const text = await textOf(await pdfOf([written(numbers.join(' '))]))
    expect(text.match(/\bn\d+\b/g)?.filter((word, at) => word !== numbers[at])).toEqual([])
    const long = Array.from({ length: 900 }, (_, at) => `q${at}`).join('')
    const words = (await textOf(await pdfOf([written(long)]))).replace(/Het schrift van Noor · \d|\s/g, '')
    expect(words).toContain(long)
  })
})

test('whatever people write, there is a PDF', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      expect((await pdfOf([written(text, { author: text.slice(0, 20) })])).length).toBeGreaterThan(1000)
    }),
    { numRuns: 25 },
  )
}, 60_000)
