import type { AlbumPhoto } from './album.ts'
import { dataFiles } from './data/data-files.ts'
import type { NamedPhoto } from './entry-names.ts'
import type { GeneratedFile } from './generated.ts'
import { tellMonths } from './pages/chronicle.ts'
import { type Beside, indexPage } from './pages/index-page.ts'
import { monthPage, monthPageName, placePages } from './pages/month-page.ts'
import { readme } from './pages/readme.ts'
import type { NamedThumbnail, PageInput, ShownPhoto } from './pages/shown.ts'
import { STYLE, STYLE_NAME } from './pages/style.ts'
import { TEXTS } from './texts.ts'
import { type Thumbnail, type ThumbnailStore, thumbnailsOf } from './thumbnails/thumbnails.ts'

const DIARY_NAME = 'schrift.pdf'

/** What is known when all photos that the store could give are in the ZIP. */
export interface Packing extends Omit<PageInput, 'photos'> {
  readonly photos: readonly NamedPhoto[]
}

/**
 * Everything in the ZIP but the photos themselves and what proves it, one file at a time: however many photos there
 * are, no more of them is held than their names.
 */
export async function* generateFiles(packing: Packing, store: ThumbnailStore): AsyncGenerator<GeneratedFile> {
  const shown: ShownPhoto[] = []
  for await (const [named, thumbnail] of thumbnailsOf(packing.photos, photoOf, store)) {
    const small = thumbnail && nameThumbnail(named, thumbnail)
    shown.push({ ...named, ...(small && { thumbnail: small }) })
    if (thumbnail && small) yield { name: small.name, type: 'image/jpeg', content: thumbnail.bytes }
  }
  const input = { ...packing, photos: shown }
  yield* albumFiles(input)
  yield* dataFiles(input)
  if (input.album.diary.length > 0) {
    const { diaryPdf } = await import('./pdf/diary-pdf.ts')
    yield { name: DIARY_NAME, type: 'application/pdf', content: await diaryPdf(input, store) }
  }
}

function photoOf({ photo }: NamedPhoto): AlbumPhoto {
  return photo
}

/** `album/klein/2025/2025-06-03_10.15_Vlinders.jpg`, whatever type the photo has. */
function nameThumbnail({ name }: NamedPhoto, { width, height }: Thumbnail): NamedThumbnail {
  return { name: name.replace(/^fotos\/(.+)\.[a-z0-9]+$/, 'album/klein/$1.jpg'), width, height }
}

function* albumFiles(input: PageInput): Generator<GeneratedFile> {
  const months = tellMonths(input)
  yield html('index.html', indexPage(input, months, besideOf(input)))
  for (const placed of placePages(months)) {
    yield html(monthPageName(placed.page), monthPage(placed, input))
  }
  yield { name: STYLE_NAME, type: 'text/css', content: STYLE }
  yield { name: 'lees-mij.txt', type: 'text/plain', content: readme(input) }
}

function html(name: string, content: string): GeneratedFile {
  return { name, type: 'text/html', content }
}

function besideOf({ album }: PageInput): readonly Beside[] {
  const texts = TEXTS[album.language]
  const diary = { name: DIARY_NAME, label: texts.diaryPdf, what: texts.diaryPdfWhat }
  return [
    ...(album.diary.length > 0 ? [diary] : []),
    ...(album.data ? [{ name: 'gegevens/kind.json', label: texts.data, what: texts.dataWhat }] : []),
    { name: 'lees-mij.txt', label: texts.explanation, what: texts.explanationWhat },
  ]
}
