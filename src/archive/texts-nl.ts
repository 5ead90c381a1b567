import type { Texts } from './texts-type.ts'

const photos = (count: number) => (count === 1 ? '1 foto' : `${count} foto's`)
const videos = (count: number) => (count === 1 ? '1 video' : `${count} video's`)
const media = (count: number) => (count === 1 ? '1 foto of video' : `${count} foto's of video's`)

export const nl: Texts = {
  locale: 'nl-NL',
  title: (child) => `Het album van ${child}`,
  period: (from, until) => `${from} tot en met ${until}`,
  part: (number, of) => `Deel ${number} van ${of}`,
  skip: 'Naar de inhoud',
  start: 'Alle maanden',
  months: 'Maanden',
  browse: 'Bladeren',
  earlier: 'Eerder',
  later: 'Later',
  page: (number, of) => `bladzijde ${number} van ${of}`,
  photos,
  videos,
  entries: (count) => (count === 1 ? '1 bericht in het schrift' : `${count} berichten in het schrift`),
  messages: (count) => (count === 1 ? '1 bericht' : `${count} berichten`),
  photo: 'Foto',
  video: 'Video',
  group: (name) => `groep ${name}`,
  nothing: "Er zijn geen foto's, en er is niets in het schrift geschreven.",
  noThumbnail: 'Open deze foto',
  also: 'Ook in deze map',
  diaryPdf: 'Schrift',
  diaryPdfWhat: 'om te lezen of af te drukken (PDF)',
  data: 'Gegevens',
  dataWhat: 'wat wij van uw kind hebben opgeschreven, voor een ander programma',
  explanation: 'Lees mij',
  explanationWhat: 'uitleg over wat er in deze map zit',
  notHere: (count) =>
    count === 1
      ? 'Bij dit bericht hoort een foto die niet is meegegeven.'
      : `Bij dit bericht horen ${count} foto's die niet zijn meegegeven.`,
  inOtherParts: (count) =>
    count === 1
      ? 'Bij dit bericht hoort een foto die in een ander deel van het album zit.'
      : `Bij dit bericht horen ${count} foto's die in een ander deel van het album zitten.`,
  leftOutTitle: 'Niet meegegeven',
  leftOut: {
    'consent-missing': (count) =>
      `${media(count)}: er staat een ander kind op zonder toestemming om te delen.`,
    untagged: (count) => `${media(count)}: het is niet opgeschreven welke kinderen erop staan.`,
    'missing-file': (count) => `${media(count)}: het bestand is er niet meer. Vraag de locatie ernaar.`,
    'damaged-file': (count) => `${media(count)}: het bestand is beschadigd. Vraag de locatie ernaar.`,
  },
  diary: {
    subject: (child) => `Het schrift van ${child}`,
    unprintable:
      'Een teken dat hier niet kan worden afgedrukt, staat er als een vierkantje. In het album (index.html) staat het wel.',
    emoji: 'Emoji: Twemoji, CC BY 4.0, creativecommons.org/licenses/by/4.0',
  },
  readme: {
    start: [
      'Pak eerst het hele ZIP-bestand uit, bijvoorbeeld op uw computer.',
      'Open daarna index.html. U hebt er geen internet voor nodig.',
    ],
    contents: 'Dit zit erin:',
    album: "index.html: het album, met alle foto's en berichten per maand. De map album hoort erbij.",
    emptyAlbum:
      "index.html: het album, dat leeg is: er zijn geen foto's en berichten om mee te geven. De map album hoort erbij.",
    diary: 'schrift.pdf: het schrift, om te lezen of af te drukken',
    photos: "fotos: de foto's en video's zelf, per jaar, met de datum en het bijschrift erin",
    data: "gegevens: wat wij van uw kind hebben opgeschreven, in een vorm die andere programma's kunnen lezen",
    proof: 'manifest.json en SHA256SUMS: een lijst van alles wat erin zit, voor controle',
    privacy: [
      "Op de foto's kunnen ook andere kinderen staan.",
      'Houd ze voor uzelf en zet ze niet op internet.',
    ],
    keep: ['Bewaar dit bestand goed, het liefst op twee plaatsen.'],
    offered:
      'U kunt dit bestand opnieuw downloaden in het ouderportaal, tot en met de dag die in de e-mail erover staat. Daarna wordt het daar verwijderd.',
    ask: (organisation) =>
      `Ontbreekt er iets of gaat er iets niet? Vraag het de locatie van uw kind bij ${organisation}.`,
  },
}
