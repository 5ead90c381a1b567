import { type Block, footer, type Language, type Letter, paragraph, signature } from '../letter.ts'
import { salutation } from './words.ts'

interface ExportWords {
  readonly photos: string
  readonly diary: string
  readonly until: string
  readonly phone: string
  readonly portal: string
  readonly greeting: string
  readonly why: string
}

/** What the mails about a departure export share. */
export const EXPORT: Readonly<Record<Language, ExportWords>> = {
  nl: {
    photos: "Foto's en video's",
    diary: 'Teksten uit het schrift',
    until: 'Te downloaden tot en met',
    phone: 'Telefoon van de locatie',
    portal: 'Open het ouderportaal',
    greeting: 'Met vriendelijke groet',
    why: 'U krijgt deze e-mail omdat de opvang van uw kind stopt of is gestopt.',
  },
  en: {
    photos: 'Photos and videos',
    diary: 'Texts of the diary',
    until: 'Can be downloaded until',
    phone: 'Phone of the location',
    portal: 'Open the parent portal',
    greeting: 'Kind regards',
    why: 'You get this e-mail because the care of your child ends or has ended.',
  },
}

/** A mail about a departure export: what it says stands between the words that all of them begin and end with. */
export function letterAboutExport(
  language: Language,
  { firstName, organisation }: { readonly firstName: string; readonly organisation: string },
  { subject, blocks }: { readonly subject: string; readonly blocks: readonly Block[] },
): Letter {
  const { greeting, why } = EXPORT[language]
  const opening = paragraph(salutation(firstName, language))
  return { subject, blocks: [opening, ...blocks, signature(greeting, organisation), footer(why)] }
}
