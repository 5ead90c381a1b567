import type { Language, LeftOutReason } from './album.ts'

/** Every sentence of the export, by language; one that is missing does not compile. */
export interface Texts {
  readonly locale: string
  readonly diary: string
  readonly album: string
  readonly period: (from: string, until: string) => string
  readonly noDiary: string
  readonly noPhotos: string
  readonly photo: string
  readonly video: string
  readonly notHere: (count: number) => string
  readonly leftOut: Readonly<Record<LeftOutReason, (count: number) => string>>
  readonly leftOutTitle: string
  readonly readme: readonly string[]
}

const nl: Texts = {
  locale: 'nl-NL',
  diary: 'Schrift',
  album: "Foto's",
  period: (from, until) => `${from} tot en met ${until}`,
  noDiary: 'Er is niets in het schrift geschreven.',
  noPhotos: "Er zijn geen foto's.",
  photo: 'Foto',
  video: 'Video',
  notHere: (count) =>
    count === 1
      ? 'Bij dit bericht hoort een foto die niet is meegegeven.'
      : `Bij dit bericht horen ${count} foto's die niet zijn meegegeven.`,
  leftOutTitle: 'Niet meegegeven',
  leftOut: {
    'consent-missing': (count) =>
      `${photosNl(count)}: er staat een ander kind op zonder toestemming om te delen.`,
    untagged: (count) => `${photosNl(count)}: niet vastgelegd welke kinderen erop staan.`,
    'missing-file': (count) => `${photosNl(count)}: het bestand is er niet meer. Vraag de locatie ernaar.`,
    'damaged-file': (count) => `${photosNl(count)}: het bestand is beschadigd. Vraag de locatie ernaar.`,
  },
  readme: [
    'Pak eerst het hele ZIP-bestand uit, bijvoorbeeld op uw computer. Open daarna:',
    "- index.html: alle foto's en video's, per maand",
    '- schrift.html: het schrift, om te lezen, af te drukken of als PDF te bewaren',
    "- fotos: de foto's en video's zelf, per jaar",
    'In manifest.json staat wat erin zit, voor controle.',
    "Op de foto's kunnen ook andere kinderen staan. Houd ze voor uzelf en zet ze niet op internet.",
  ],
}

const en: Texts = {
  locale: 'en-GB',
  diary: 'Diary',
  album: 'Photos',
  period: (from, until) => `${from} up to and including ${until}`,
  noDiary: 'Nothing was written in the diary.',
  noPhotos: 'There are no photos.',
  photo: 'Photo',
  video: 'Video',
  notHere: (count) =>
    count === 1
      ? 'A photo that goes with this is not included.'
      : `${count} photos that go with this are not included.`,
  leftOutTitle: 'Not included',
  leftOut: {
    'consent-missing': (count) => `${photosEn(count)}: they show another child without consent to share.`,
    untagged: (count) => `${photosEn(count)}: nobody recorded which children they show.`,
    'missing-file': (count) => `${photosEn(count)}: the file is gone. Ask the location about it.`,
    'damaged-file': (count) => `${photosEn(count)}: the file is damaged. Ask the location about it.`,
  },
  readme: [
    'First unpack the whole ZIP file, for instance on your computer. Then open:',
    '- index.html: all photos and videos by month',
    '- schrift.html: the diary, to read, to print or to keep as PDF',
    '- fotos: the photos and videos themselves, by year',
    'manifest.json lists what is in here, so that it can be checked.',
    'Other children may be on these photos. Keep them to yourself and off the internet.',
  ],
}

export const TEXTS: Readonly<Record<Language, Texts>> = { nl, en }

function photosNl(count: number): string {
  return count === 1 ? '1 foto of video' : `${count} foto's of video's`
}

function photosEn(count: number): string {
  return count === 1 ? '1 photo or video' : `${count} photos or videos`
}
