import type { Texts } from '../texts.ts'
import type { Day, Month, MonthPage } from './chronicle.ts'
import { dateOf, monthLabel, timeLabel, weekdayLabel } from './dates.ts'
import { frameOf, mediumOf } from './frame.ts'
import { notesOf, type PageInput, type ShownEntry } from './shown.ts'
import { renderTemplate } from './templates.ts'

const UP = '../'

/** `album/2025-06.html`, and `album/2025-06-2.html` when a month needs more than one. */
export function monthPageName({ month, number }: MonthPage): string {
  return `album/${month}${number === 1 ? '' : `-${number}`}.html`
}

export interface PlacedPage {
  readonly page: MonthPage
  readonly before?: MonthPage | undefined
  readonly after?: MonthPage | undefined
}

/** All pages of all months, each with its neighbours. */
export function placePages(months: readonly Month[]): readonly PlacedPage[] {
  const pages = months.flatMap((month) => month.pages)
  return pages.map((page, at) => ({ page, before: pages[at - 1], after: pages[at + 1] }))
}

/** One page of a month: day by day what was written and taken. */
export function monthPage({ page, before, after }: PlacedPage, input: Omit<PageInput, 'photos'>): string {
  const frame = frameOf(input)
  const link = (other: MonthPage | undefined) =>
    other && { href: `${UP}${monthPageName(other)}`, label: pageLabel(other, frame.texts) }
  return renderTemplate('month', {
    ...frame,
    up: UP,
    title: pageLabel(page, frame.texts),
    before: link(before),
    after: link(after),
    days: page.days.map((day) => dayOf(day, frame.texts)),
  })
}

function pageLabel({ month, number, of }: MonthPage, texts: Texts): string {
  const label = monthLabel(month, texts.locale)
  return of === 1 ? label : `${label}, ${texts.page(number, of)}`
}

function dayOf({ date, entries, photos }: Day, texts: Texts) {
  return {
    date,
    label: weekdayLabel(date, texts.locale),
    entries: entries.map((entry) => entryOf(entry, texts)),
    media: photos.map((photo) => mediumOf(photo, { texts, up: UP, on: date })),
  }
}

function entryOf(shown: ShownEntry, texts: Texts) {
  const { entry, photos } = shown
  return {
    writtenAt: entry.writtenAt,
    time: timeLabel(entry.writtenAt),
    author: entry.author,
    text: entry.text,
    media: photos.map((photo) => mediumOf(photo, { texts, up: UP, on: dateOf(entry.writtenAt) })),
    notes: notesOf(shown, texts),
  }
}
