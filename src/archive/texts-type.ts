import type { LeftOutReason } from './album.ts'

type Counted = (count: number) => string

/** Every sentence of the export, by language; one that is missing does not compile. */
export interface Texts {
  readonly locale: string
  /** Of a child. */
  readonly title: (child: string) => string
  readonly period: (from: string, until: string) => string
  readonly part: (number: number, of: number) => string
  readonly skip: string
  readonly start: string
  readonly months: string
  readonly browse: string
  readonly earlier: string
  readonly later: string
  readonly page: (number: number, of: number) => string
  readonly photos: Counted
  readonly videos: Counted
  readonly entries: Counted
  /** The same where there is little room. */
  readonly messages: Counted
  readonly photo: string
  readonly video: string
  readonly group: (name: string) => string
  readonly nothing: string
  readonly noThumbnail: string
  readonly also: string
  readonly diaryPdf: string
  readonly diaryPdfWhat: string
  readonly data: string
  readonly dataWhat: string
  readonly explanation: string
  readonly explanationWhat: string
  readonly notHere: Counted
  readonly inOtherParts: Counted
  readonly leftOutTitle: string
  readonly leftOut: Readonly<Record<LeftOutReason, Counted>>
  readonly diary: DiaryTexts
  readonly readme: ReadmeTexts
}

/** Of the diary on paper. */
export interface DiaryTexts {
  readonly subject: (child: string) => string
  readonly unprintable: string
  readonly emoji: string
}

/** Of the file that explains the others, in paragraphs. */
export interface ReadmeTexts {
  readonly start: readonly string[]
  readonly contents: string
  readonly album: string
  /** The same, of a child of whom there is nothing. */
  readonly emptyAlbum: string
  readonly diary: string
  readonly photos: string
  readonly data: string
  readonly proof: string
  /** For whoever has photos. */
  readonly privacy: readonly string[]
  readonly keep: readonly string[]
  /** For how long the organisation keeps it. */
  readonly offered: string
  readonly ask: (organisation: string) => string
}
