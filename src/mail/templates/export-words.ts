import type { Language } from '../letter.ts'

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
