import { momentInWords } from '../dates.ts'
import { button, facts, paragraph, phone, signature, type Template } from '../letter.ts'
import type { ActivationData } from './activation.ts'
import { salutation } from './words.ts'

/** To a guardian who was invited and did not choose a password yet (LK-11). */
export const activationReminder: Template<ActivationData> = {
  nl: (data) => ({
    subject: 'Herinnering: kies uw wachtwoord voor het ouderportaal',
    blocks: [
      paragraph(salutation(data.firstName, 'nl')),
      paragraph(
        `U hebt van ons een e-mail gekregen over het ouderportaal van ${data.organisation}. U hebt nog geen wachtwoord gekozen. Daarom sturen wij u de link nog een keer.`,
      ),
      paragraph('Kies een wachtwoord. Daarna kunt u inloggen en de opvang zelf regelen.'),
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
    ],
  }),
  en: (data) => ({
    subject: 'Reminder: choose your password for the parent portal',
    blocks: [
      paragraph(salutation(data.firstName, 'en')),
      paragraph(
        `We sent you an e-mail about the parent portal of ${data.organisation}. You have not chosen a password yet. That is why we send you the link once more.`,
      ),
      paragraph('Choose a password. Then you can log in and arrange your childcare yourself.'),
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
    ],
  }),
}
