import type { Texts } from '../texts.ts'
import type { Month } from './chronicle.ts'
import { monthNameLabel } from './dates.ts'
import { frameOf } from './frame.ts'
import { monthPageName } from './month-page.ts'
import type { PageInput, ShownPhoto } from './shown.ts'
import { renderTemplate } from './templates.ts'

/** A file of the ZIP that stands beside the album. */
export interface Beside {
  readonly name: string
  readonly label: string
  readonly what: string
}

/** `index.html`: where a parent begins, with a card for each month. */
export function indexPage(
  input: Omit<PageInput, 'photos'>,
  months: readonly Month[],
  beside: readonly Beside[],
): string {
  const frame = frameOf(input)
  const photos = months.flatMap((month) => month.photos)
  const entries = input.album.diary.length
  const years = Map.groupBy(months, ({ month }) => month.slice(0, 4))
  return renderTemplate('index', {
    ...frame,
    up: '',
    title: frame.name,
    counts: countsOf(photos, frame.texts, entries > 0 && frame.texts.entries(entries)),
    beside,
    years: [...years].map(([year, inYear]) => ({
      year,
      months: inYear.map((month) => cardOf(month, frame.texts)),
    })),
  })
}

function cardOf(month: Month, texts: Texts) {
  const [page] = month.pages
  const entries = month.entries.length
  return {
    href: page ? monthPageName(page) : '',
    label: monthNameLabel(month.month, texts.locale),
    cover: coverOf(month.photos),
    counts: countsOf(month.photos, texts, entries > 0 && texts.messages(entries)),
  }
}

/** A photo that somebody put words to, if there is one: that is not any photo. */
function coverOf(photos: readonly ShownPhoto[]) {
  const pictures = photos.filter(({ thumbnail }) => thumbnail)
  return (pictures.find(({ photo }) => photo.caption) ?? pictures[0])?.thumbnail
}

function countsOf(photos: readonly ShownPhoto[], texts: Texts, written: string | false): readonly string[] {
  const videos = photos.filter(({ photo }) => photo.type.startsWith('video/')).length
  const pictures = photos.length - videos
  return [
    ...(pictures > 0 ? [texts.photos(pictures)] : []),
    ...(videos > 0 ? [texts.videos(videos)] : []),
    ...(written ? [written] : []),
  ].map((count) => count.replace(' ', '\u00a0'))
}
