import { type Album, LEFT_OUT_REASONS } from '../album.ts'
import type { NamedPhoto } from '../entry-names.ts'
import type { LeftOutCounts } from '../manifest.ts'
import { TEXTS, type Texts } from '../texts.ts'
import { dayLabel, momentLabel } from './dates.ts'

/** What the pages show: the album, and which photos made it into the ZIP. */
export interface PageInput {
  readonly album: Album
  readonly photos: readonly NamedPhoto[]
  readonly leftOut: LeftOutCounts
}

/** What every page says at its head and foot. */
export function frameOf({ album, leftOut }: PageInput) {
  const texts = TEXTS[album.language]
  return {
    texts,
    language: album.language,
    child: album.child.name,
    organisation: album.organisation,
    period: periodOf(album, texts),
    leftOut: leftOutSentences(leftOut, texts),
  }
}

function periodOf({ period }: Album, texts: Texts): string {
  return texts.period(dayLabel(period.from, texts), dayLabel(period.until, texts))
}

function leftOutSentences(counts: LeftOutCounts, texts: Texts): readonly string[] {
  return LEFT_OUT_REASONS.filter((reason) => counts[reason] > 0).map((reason) =>
    texts.leftOut[reason](counts[reason]),
  )
}

/** A photo or video as a page shows it. */
export function mediumOf({ photo, name }: NamedPhoto, texts: Texts) {
  const isVideo = photo.type.startsWith('video/')
  const when = momentLabel(photo.takenAt, texts)
  return {
    isVideo,
    when,
    takenAt: photo.takenAt,
    caption: photo.caption ?? '',
    link: encodeURI(name),
    title: photo.caption || `${isVideo ? texts.video : texts.photo}, ${when}`,
  }
}
