import { LEFT_OUT_REASONS } from '../album.ts'
import { TEXTS, type Texts } from '../texts.ts'
import { dayLabel, momentLabel, timeLabel } from './dates.ts'
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

/** A photo or video in the view of a page; `up` leads from the page to the top of the ZIP. */
export function mediumOf({ photo, name, thumbnail }: ShownPhoto, texts: Texts, up: string) {
  const isVideo = photo.type.startsWith('video/')
  const what = [
    `${isVideo ? texts.video : texts.photo}, ${momentLabel(photo.takenAt, texts.locale)}`,
    ...(photo.group ? [texts.group(photo.group)] : []),
  ]
  return {
    isVideo,
    thumbnail: thumbnail && { ...thumbnail, link: `${up}${thumbnail.name}` },
    takenAt: photo.takenAt,
    time: timeLabel(photo.takenAt),
    caption: photo.caption ?? '',
    link: `${up}${name}`,
    alt: photo.caption || what.join(', '),
  }
}
