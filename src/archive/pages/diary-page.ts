import type { DiaryEntry } from '../album.ts'
import type { NamedPhoto } from '../entry-names.ts'
import type { Texts } from '../texts.ts'
import { byMonth, momentLabel } from './dates.ts'
import { frameOf, mediumOf, type PageInput } from './page.ts'
import { renderTemplate } from './templates.ts'

type PhotosBySha256 = ReadonlyMap<string, NamedPhoto>

/** `schrift.html`: the diary, month by month, each entry with its photos. */
export function diaryPage(input: PageInput): string {
  const frame = frameOf(input)
  const photos = new Map(input.photos.map((named) => [named.photo.sha256, named]))
  const entries = input.album.diary
    .toSorted((one, other) =>
      one.writtenAt < other.writtenAt ? -1 : Number(one.writtenAt > other.writtenAt),
    )
    .map((entry) => entryOf(entry, photos, frame.texts))
  const months = byMonth(entries, ({ writtenAt }) => writtenAt, frame.texts)
  return renderTemplate('diary', { ...frame, title: frame.texts.diary, months })
}

function entryOf(entry: DiaryEntry, photos: PhotosBySha256, texts: Texts) {
  const found = entry.photos.flatMap((sha256) => photos.get(sha256) ?? [])
  const notHere = entry.photos.length - found.length
  return {
    writtenAt: entry.writtenAt,
    when: momentLabel(entry.writtenAt, texts),
    author: entry.author,
    text: entry.text,
    media: found.map((photo) => mediumOf(photo, texts)),
    notHere: notHere > 0 && texts.notHere(notHere),
  }
}
