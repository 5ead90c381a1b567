import { footer, type Language, list, paragraph, signature, type Template } from '../letter.ts'

/** A file by the beginning of its SHA-256: its name may be that of a child. */
export interface InboxFileTold {
  readonly file: string
  /** A kind of rows, or the name of a profile. */
  readonly what: string
  /** `faulty`: the program failed on it. */
  readonly outcome: 'done' | 'partial' | 'refused' | 'faulty'
  readonly counts: Readonly<
    Record<'rows' | 'created' | 'updated' | 'unchanged' | 'duplicates' | 'rejected', number>
  >
  readonly codes: Readonly<Record<string, number>>
}

export interface InboxReportData {
  readonly organisation: string
  readonly files: readonly InboxFileTold[]
}

/** To the administrator: what came of the files of the planning package, in numbers and codes. */
export const inboxReport: Template<InboxReportData> = {
  nl: ({ organisation, files }) => ({
    subject: `Import: ${files.length === 1 ? '1 bestand' : `${files.length} bestanden`}, ${troublesInDutch(files)}`,
    blocks: [
      paragraph('Beste beheerder,'),
      paragraph('Deze bestanden uit de importmap zijn verwerkt.'),
      list(files.map((file) => `${headOf(file, 'nl')}: ${countsInDutch(file)}`)),
      paragraph(
        'Ieder bestand staat nu in de map done of failed, met een verslag ernaast. Regels die niet goed waren, staan in een bestand dat u kunt verbeteren en opnieuw kunt inlezen.',
      ),
      signature('Met vriendelijke groet', organisation),
      footer('U krijgt deze e-mail omdat uw adres in de instellingen staat als dat van de beheerder.'),
    ],
  }),
  en: ({ organisation, files }) => ({
    subject: `Import: ${files.length === 1 ? '1 file' : `${files.length} files`}, ${troublesInEnglish(files)}`,
    blocks: [
      paragraph('Dear administrator,'),
      paragraph('These files of the inbox were handled.'),
      list(files.map((file) => `${headOf(file, 'en')}: ${countsInEnglish(file)}`)),
      paragraph(
        'Each file is now in the folder done or failed, with a report beside it. Rows that were not right are in a file that you can correct and import again.',
      ),
      signature('Kind regards', organisation),
      footer('You get this e-mail because your address is in the settings as that of the administrator.'),
    ],
  }),
}

function troubles(files: readonly InboxFileTold[]): number {
  return files.filter(({ outcome }) => outcome !== 'done').length
}

function troublesInDutch(files: readonly InboxFileTold[]): string {
  return troubles(files) === 0 ? 'alles goed' : `${troubles(files)} niet helemaal goed`
}

function troublesInEnglish(files: readonly InboxFileTold[]): string {
  return troubles(files) === 0 ? 'all well' : `${troubles(files)} not quite right`
}

const KINDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: {
    locations: 'locaties',
    groups: 'groepen',
    closures: 'sluitingsdagen',
    'school-holidays': 'schoolvakanties',
    children: 'kinderen',
    contracts: 'contracten',
    unknown: 'onbekend',
  },
  en: { 'school-holidays': 'school holidays' },
}

const FILE: Readonly<Record<Language, string>> = { nl: 'bestand', en: 'file' }

function headOf({ file, what }: InboxFileTold, language: Language): string {
  return `${KINDS[language][what] ?? what} (${FILE[language]} ${file})`
}

function countsInDutch({ outcome, counts, codes }: InboxFileTold): string {
  if (outcome === 'faulty')
    return 'niet ingelezen door een fout in dit programma; niets is veranderd, geef de regels uit het verslag door'
  if (outcome === 'refused') return `geweigerd, niets is veranderd (${codesInWords(codes, 'nl')})`
  const { rows, created, updated, unchanged, duplicates, rejected } = counts
  const bad = rejected > 0 ? `${rejected} afgekeurd (${codesInWords(codes, 'nl')})` : '0 afgekeurd'
  return `${rows} regels: ${created} nieuw, ${updated} gewijzigd, ${unchanged} gelijk, ${duplicates} dubbel, ${bad}`
}

function countsInEnglish({ outcome, counts, codes }: InboxFileTold): string {
  if (outcome === 'faulty')
    return 'not imported because of a fault in this program; nothing was changed, pass on the lines of its report'
  if (outcome === 'refused') return `refused, nothing was changed (${codesInWords(codes, 'en')})`
  const { rows, created, updated, unchanged, duplicates, rejected } = counts
  const bad = rejected > 0 ? `${rejected} rejected (${codesInWords(codes, 'en')})` : '0 rejected'
  return `${rows} rows: ${created} new, ${updated} changed, ${unchanged} unchanged, ${duplicates} duplicate, ${bad}`
}

/** What the report beside the file can't help with: whoever mends it does so where the file comes from. */
const CODES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: { 'unknown-kind': 'aan de naam van het bestand is niet te zien wat erin staat' },
  en: { 'unknown-kind': 'the name of the file does not tell what is in it' },
}

function codesInWords(codes: InboxFileTold['codes'], language: Language): string {
  const words = Object.entries(codes).map(([code, count]) => {
    const text = CODES[language][code]
    const named = text === undefined ? code : `${code}: ${text}`
    return count === 1 ? named : `${named} ${count}`
  })
  return words.join(', ')
}
