import { momentLabel, monthLabel } from '../pages/dates.ts'
import { frameOf } from '../pages/frame.ts'
import { notesOf, type PageInput, type ShownEntry, showDiary } from '../pages/shown.ts'
import type { Texts } from '../texts.ts'
import { type ThumbnailStore, thumbnailOf } from '../thumbnails/thumbnails.ts'
import { drawPicture } from './emoji.ts'
import { emojiIn } from './emoji-in.ts'
import { layPaper, type Paper } from './paper.ts'
import { type PrintedPhoto, printPhotos } from './photo-rows.ts'
import type { TextStyle } from './runs.ts'

const QUIET = '#6b645b'
const TITLE: TextStyle = { size: 26, leading: 34, bold: true, color: '#0b665d' }
const MONTH: TextStyle = { size: 17, leading: 24, bold: true, color: '#0b665d' }
const AUTHOR: TextStyle = { size: 11, leading: 16, bold: true }
const MOMENT: TextStyle = { size: 9, leading: 13, color: QUIET }
const BODY: TextStyle = { size: 11, leading: 16.5 }
const NOTE: TextStyle = { size: 8.5, leading: 12, color: QUIET }
/** A heading and two lines belong together. */
const TOGETHER = 80

/** `schrift.pdf`: the diary to read and print, with its photos. The same diary is the same to the byte. */
export async function diaryPdf(input: PageInput, store: ThumbnailStore): Promise<Buffer> {
  const { texts, organisation, period } = frameOf(input)
  const entries = showDiary(input)
  const title = texts.diary.subject(input.album.child.name)
  const said = [title, organisation, ...entries.flatMap((shown) => textsOf(shown))]
  const facts = { title, author: organisation, locale: texts.locale, date: dateOf(entries) }
  const emoji = await drawAll(emojiIn(said))
  const paper = layPaper({ ...facts, emoji })
  write(paper, title, TITLE)
  write(paper, `${organisation}, ${period}`, NOTE)
  for (const [month, inMonth] of Map.groupBy(entries, ({ entry }) => entry.writtenAt.slice(0, 7))) {
    writeMonth(paper, monthLabel(month, texts.locale))
    for (const shown of inMonth) writeEntry(paper, shown, await printed(shown, store), texts)
  }
  paper.move(24)
  if (paper.missed()) write(paper, texts.diary.unprintable, NOTE)
  if (emoji.size > 0) write(paper, texts.diary.emoji, NOTE)
  return paper.finish()
}

function textsOf({ entry, photos }: ShownEntry): readonly string[] {
  return [entry.author, entry.text, ...photos.flatMap(({ photo }) => photo.caption ?? [])]
}

async function drawAll(names: ReadonlySet<string>): Promise<ReadonlyMap<string, Buffer>> {
  const drawn = new Map<string, Buffer>()
  for (const name of names) drawn.set(name, await drawPicture(name))
  return drawn
}

/** Of the newest entry, on the wall clock: when the file was made is not in it. */
function dateOf(entries: readonly ShownEntry[]): Date {
  return new Date(`${entries.at(-1)?.entry.writtenAt ?? '2000-01-01T00:00:00'}Z`)
}

function write(paper: Paper, text: string, style: TextStyle): void {
  paper.write(paper.linesOf(text, paper.width, style), style)
}

function writeMonth(paper: Paper, label: string): void {
  paper.move(22)
  paper.need(MONTH.leading + TOGETHER)
  const heading = label.charAt(0).toUpperCase() + label.slice(1)
  paper.bookmark(heading)
  write(paper, heading, MONTH)
}

function writeEntry(paper: Paper, shown: ShownEntry, photos: readonly PrintedPhoto[], texts: Texts): void {
  const { entry } = shown
  paper.move(10)
  paper.need(TOGETHER)
  write(paper, entry.author, AUTHOR)
  write(paper, momentLabel(entry.writtenAt, texts.locale), MOMENT)
  paper.move(3)
  write(paper, entry.text, BODY)
  paper.move(6)
  printPhotos(paper, photos)
  for (const note of notesOf(shown, texts)) write(paper, note, NOTE)
}

/** Videos and photos that cannot be decoded are in the album alone. */
async function printed({ photos }: ShownEntry, store: ThumbnailStore): Promise<readonly PrintedPhoto[]> {
  const ready: PrintedPhoto[] = []
  for (const { photo } of photos) {
    const thumbnail = await thumbnailOf(photo, store)
    if (!thumbnail) continue
    const { bytes, width, height } = thumbnail
    ready.push({ jpeg: bytes, width, height, caption: photo.caption ?? '' })
  }
  return ready
}
