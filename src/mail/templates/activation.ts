import type { WallMoment } from '../../rules/time.ts'
import { momentInWords } from '../dates.ts'
import { button, facts, footer, paragraph, phone, signature, type Template } from '../letter.ts'
import { salutation } from './words.ts'

export interface ActivationData {
  readonly organisation: string
  readonly firstName: string
  /** The guardian's e-mail address. */
  readonly userName: string
  readonly portal: string
  readonly link: string
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
      button('Kies uw wachtwoord', data.link),
      paragraph(
        `De link werkt tot en met ${momentInWords(data.validUntil, 'nl')}. U kunt er één keer een wachtwoord mee kiezen.`,
      ),
      facts(
        { label: 'Uw gebruikersnaam', value: data.userName },
        { label: 'Ouderportaal', value: data.portal, href: data.portal },
        phone('Telefoon van de locatie', data.locationPhone),
      ),
      paragraph('Deze link is alleen voor u. Stuur deze e-mail niet door.'),
      paragraph('Werkt de link niet of hebt u een vraag? Bel dan de locatie.'),
      signature('Met vriendelijke groet', data.organisation),
      footer('U krijgt deze e-mail omdat uw kind bij ons op de opvang komt.'),
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
      button('Choose your password', data.link),
      paragraph(
        `The link works until ${momentInWords(data.validUntil, 'en')}. You can choose a password with it once.`,
      ),
      facts(
        { label: 'Your user name', value: data.userName },
        { label: 'Parent portal', value: data.portal, href: data.portal },
        phone('Phone of the location', data.locationPhone),
      ),
      paragraph('This link is for you only. Please do not forward this e-mail.'),
      paragraph('Does the link not work, or do you have a question? Please phone the location.'),
      signature('Kind regards', data.organisation),
      footer('You get this e-mail because your child will come to us.'),
    ],
  }),
}
