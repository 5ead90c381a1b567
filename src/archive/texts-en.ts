import type { Texts } from './texts-type.ts'

const photos = (count: number) => (count === 1 ? '1 photo' : `${count} photos`)
const videos = (count: number) => (count === 1 ? '1 video' : `${count} videos`)
const media = (count: number) => (count === 1 ? '1 photo or video' : `${count} photos or videos`)

export const en: Texts = {
  locale: 'en-GB',
  title: (child) => `The album of ${child}`,
  period: (from, until) => `${from} up to and including ${until}`,
  part: (number, of) => `Part ${number} of ${of}`,
  skip: 'Skip to the content',
  start: 'All months',
  months: 'Months',
  browse: 'Browse',
  earlier: 'Earlier',
  later: 'Later',
  page: (number, of) => `page ${number} of ${of}`,
  photos,
  videos,
  entries: (count) => (count === 1 ? '1 diary entry' : `${count} diary entries`),
  messages: (count) => (count === 1 ? '1 entry' : `${count} entries`),
  photo: 'Photo',
  video: 'Video',
  group: (name) => `group ${name}`,
  nothing: 'There are no photos, and nothing was written in the diary.',
  noThumbnail: 'Open this photo',
  also: 'Also in this folder',
  diaryPdf: 'Diary',
  diaryPdfWhat: 'to read or to print (PDF)',
  data: 'Data',
  dataWhat: 'what we wrote down about your child, for another program',
  explanation: 'Read me',
  explanationWhat: 'about what is in this folder',
  notHere: (count) =>
    count === 1
      ? 'A photo that goes with this is not included.'
      : `${count} photos that go with this are not included.`,
  inOtherParts: (count) =>
    count === 1
      ? 'A photo that goes with this is in another part of the album.'
      : `${count} photos that go with this are in another part of the album.`,
  leftOutTitle: 'Not included',
  leftOut: {
    'consent-missing': (count) => `${media(count)}: they show another child without consent to share.`,
    untagged: (count) => `${media(count)}: nobody recorded which children they show.`,
    'missing-file': (count) => `${media(count)}: the file is gone. Ask the location about it.`,
    'damaged-file': (count) => `${media(count)}: the file is damaged. Ask the location about it.`,
  },
  diary: {
    subject: (child) => `The diary of ${child}`,
    unprintable:
      'A character that cannot be printed here is shown as a small square. The album (index.html) shows it.',
    emoji: 'Emoji: Twemoji, CC BY 4.0, creativecommons.org/licenses/by/4.0',
  },
  readme: {
    start: [
      'First unpack the whole ZIP file, for instance on your computer.',
      'Then open index.html. You do not need the internet for it.',
    ],
    contents: 'This is in it:',
    album: 'index.html: the album, with all photos and entries by month. The folder album belongs to it.',
    emptyAlbum:
      'index.html: the album, which is empty: there are no photos and entries to take along. The folder album belongs to it.',
    diary: 'schrift.pdf: the diary, to read or to print',
    photos: 'fotos: the photos and videos themselves, by year, with their date and caption inside',
    data: 'gegevens: what we wrote down about your child, in a form that other programs can read',
    proof: 'manifest.json and SHA256SUMS: a list of all that is in here, so that it can be checked',
    privacy: ['Other children may be on these photos.', 'Keep them to yourself and off the internet.'],
    keep: ['Keep this file safe, if you can in two places.'],
    offered:
      'You can download this file again in the parent portal, up to and including the day in the e-mail about it. After that it is removed there.',
    ask: (organisation) =>
      `Is something missing, or does something not work? Ask the location of your child at ${organisation}.`,
  },
}
