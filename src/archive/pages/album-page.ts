import { byMonth } from './dates.ts'
import { frameOf, mediumOf, type PageInput } from './page.ts'
import { renderTemplate } from './templates.ts'

/** `index.html`: all photos and videos, month by month. */
export function albumPage(input: PageInput): string {
  const frame = frameOf(input)
  const media = input.photos.map((photo) => mediumOf(photo, frame.texts))
  const months = byMonth(media, ({ takenAt }) => takenAt, frame.texts)
  return renderTemplate('album', { ...frame, title: frame.texts.album, months })
}
