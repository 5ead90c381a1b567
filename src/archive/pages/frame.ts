import type { IsoDate, WallMoment } from '../../rules/time.ts'
import { LEFT_OUT_REASONS } from '../album.ts'
import { TEXTS, type Texts } from '../texts.ts'
import { dateOf, dayLabel, momentLabel, shortDayLabel, timeLabel } from './dates.ts'
import type { PageInput, ShownPhoto } from './shown.ts'

/** What every page says of itself. */
export function frameOf({ album, leftOut }: Omit<PageInput, 'photos'>) {
  const texts = TEXTS[album.language]
  const { from, until } = album.period
  return {
    texts,
    language: album.language,
    name: texts.title(album.child.name),
    organisation: album.organisation,
    period: texts.period(dayLabel(from, texts.locale), dayLabel(until, texts.locale)),
    part: album.part ? `${texts.part(album.part.number, album.part.of)}: ${album.part.label}` : '',
    leftOut: LEFT_OUT_REASONS.filter((reason) => leftOut[reason] > 0).map((reason) =>
      texts.leftOut[reason](leftOut[reason]),
    ),
  }
}

interface Shown {
  readonly texts: Texts
  /** Leads from the page to the top of the ZIP. */
  readonly up: string
  /** The day that it is shown under: what was taken on another tells which. */
  readonly on: IsoDate
}

/** A photo or video in the view of a page. */
export function mediumOf({ photo, name, thumbnail }: ShownPhoto, { texts, up, on }: Shown) {
  const isVideo = photo.type.startsWith('video/')
  const what = [
    `${isVideo ? texts.video : texts.photo}, ${momentLabel(photo.takenAt, texts.locale)}`,
    ...(photo.group ? [texts.group(photo.group)] : []),
  ]
  return {
    isVideo,
    thumbnail: thumbnail && { ...thumbnail, link: `${up}${thumbnail.name}` },
    takenAt: photo.takenAt,
    time: timeOn(photo.takenAt, on, texts),
    caption: photo.caption ?? '',
    link: `${up}${name}`,
    alt: photo.caption || what.join(', '),
  }
}

function timeOn(moment: WallMoment, on: IsoDate, { locale }: Texts): string {
  const date = dateOf(moment)
  const time = timeLabel(moment)
  return date === on ? time : `${shortDayLabel(date, locale, on)}, ${time}`
}
