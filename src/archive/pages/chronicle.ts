import type { IsoDate } from '../../rules/time.ts'
import { dateOf } from './dates.ts'
import { type PageInput, type ShownEntry, type ShownPhoto, showDiary } from './shown.ts'

/** A day with what was written and taken on it. */
export interface Day {
  readonly date: IsoDate
  readonly entries: readonly ShownEntry[]
  readonly photos: readonly ShownPhoto[]
}

/** A month, or a part of one that is too much for a page. */
export interface MonthPage {
  /** Such as `2025-06`. */
  readonly month: string
  readonly number: number
  readonly of: number
  readonly days: readonly Day[]
}

export interface Month {
  readonly month: string
  readonly entries: readonly ShownEntry[]
  /** All that was taken in it, also what is shown with an entry. */
  readonly photos: readonly ShownPhoto[]
  readonly pages: readonly MonthPage[]
}

/** What a browser shows without trouble, also on an old phone. */
const MOST_ON_A_PAGE = 400

type Item =
  | { readonly date: IsoDate; readonly entry: ShownEntry }
  | { readonly date: IsoDate; readonly photo: ShownPhoto }

const monthOf = ({ date }: { date: IsoDate }) => date.slice(0, 7)

/** The life of a child at the organisation, month by month. A photo that is shown with an entry of its day is not shown again. */
export function tellMonths(input: PageInput): readonly Month[] {
  const entries = showDiary(input).map((entry) => ({ date: dateOf(entry.entry.writtenAt), entry }))
  const photos = input.photos.map((photo) => ({ date: dateOf(photo.photo.takenAt), photo }))
  const [writtenIn, takenIn] = [Map.groupBy(entries, monthOf), Map.groupBy(photos, monthOf)]
  const months = [...new Set([...writtenIn.keys(), ...takenIn.keys()])].sort()
  return months.map((month) => {
    const [written, taken] = [writtenIn.get(month) ?? [], takenIn.get(month) ?? []]
    return {
      month,
      entries: written.map(({ entry }) => entry),
      photos: taken.map(({ photo }) => photo),
      pages: pagesOf(month, itemsOf(written, taken)),
    }
  })
}

/** By day: first what was written, then the photos that go with nothing. */
function itemsOf(
  written: readonly Extract<Item, { entry: ShownEntry }>[],
  taken: readonly Extract<Item, { photo: ShownPhoto }>[],
): readonly Item[] {
  const shown = new Set(
    written.flatMap(({ date, entry }) => entry.photos.map(({ name }) => `${date} ${name}`)),
  )
  const rest = taken.filter(({ date, photo }) => !shown.has(`${date} ${photo.name}`))
  // Sorting keeps the order of what is equal.
  return [...written, ...rest].sort((one, other) =>
    one.date < other.date ? -1 : Number(one.date > other.date),
  )
}

function pagesOf(month: string, items: readonly Item[]): readonly MonthPage[] {
  const of = Math.ceil(items.length / MOST_ON_A_PAGE)
  return Array.from({ length: of }, (_, index) => {
    const onPage = items.slice(index * MOST_ON_A_PAGE, (index + 1) * MOST_ON_A_PAGE)
    return { month, number: index + 1, of, days: daysOf(onPage) }
  })
}

function daysOf(items: readonly Item[]): readonly Day[] {
  return [...Map.groupBy(items, ({ date }) => date)].map(([date, ofDay]) => ({
    date,
    entries: ofDay.flatMap((item) => ('entry' in item ? item.entry : [])),
    photos: ofDay.flatMap((item) => ('photo' in item ? item.photo : [])),
  }))
}
