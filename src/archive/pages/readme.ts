import { frameOf } from './frame.ts'
import type { PageInput } from './shown.ts'

/** `lees-mij.txt`: what this is, how to open it, how long it is kept and what is not in it. Lines end as Windows wants. */
export function readme(input: PageInput): string {
  const { texts, organisation, name, period, part, leftOut } = frameOf(input)
  const { readme: says } = texts
  const [hasDiary, hasPhotos] = [input.album.diary.length > 0, input.photos.length > 0]
  const contents = [
    hasDiary || hasPhotos ? says.album : says.emptyAlbum,
    ...(hasDiary ? [says.diary] : []),
    ...(hasPhotos ? [says.photos] : []),
    ...[says.data, says.proof],
  ]
  const paragraphs = [
    [name, `${organisation}, ${period}`, ...(part ? [part] : [])],
    says.start,
    [says.contents, ...contents.map(listed)],
    ...(leftOut.length > 0 ? [[`${texts.leftOutTitle}:`, ...leftOut.map(listed)]] : []),
    ...(hasPhotos ? [says.privacy] : []),
    [...says.keep, says.offered],
    [says.ask(organisation)],
  ]
  return `${paragraphs.map((lines) => lines.join('\r\n')).join('\r\n\r\n')}\r\n`
}

function listed(line: string): string {
  return `- ${line}`
}
