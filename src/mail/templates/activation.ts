import type { WallMoment } from '../../rules/time.ts'
import { paragraph, type Template } from '../letter.ts'
import { aboutTheLink } from './activation-words.ts'
import { salutation } from './words.ts'

export interface ActivationData {
  readonly organisation: string
  readonly firstName: string
  /** The guardian's e-mail address. */
  readonly userName: string
  readonly portal: string
  readonly link: string
  /** It takes the place of one that was sent before. */
  readonly isNewLink: boolean
  /** The last moment at which the link works. */
  readonly validUntil: WallMoment
  readonly locationPhone: string
}

/** To a guardian whose child starts soon: choose a password (LK-11). */
export const activation: Template<ActivationData> = {
  nl: (data) => ({
    subject: `Uw account voor het ouderportaal van ${data.organisation}`,
    blocks: [
      paragraph(salutation(data.firstName, 'nl')),
      paragraph(
        `Welkom bij ${data.organisation}. In het ouderportaal regelt u de opvang: u meldt er een kind af en u vraagt er een ruildag of een extra dag aan.`,
      ),
      paragraph('Uw account staat klaar. Kies eerst een wachtwoord, daarna kunt u inloggen.'),
      ...aboutTheLink(data, 'nl'),
    ],
  }),
  en: (data) => ({
    subject: `Your account for the parent portal of ${data.organisation}`,
    blocks: [
      paragraph(salutation(data.firstName, 'en')),
      paragraph(
        `Welcome to ${data.organisation}. In the parent portal you arrange your childcare: you report an absence there and ask for a swap or an extra day.`,
      ),
      paragraph('Your account is ready. First choose a password, then you can log in.'),
      ...aboutTheLink(data, 'en'),
    ],
  }),
}
