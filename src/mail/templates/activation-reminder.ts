import { paragraph, type Template } from '../letter.ts'
import type { ActivationData } from './activation.ts'
import { aboutTheLink } from './activation-words.ts'
import { salutation } from './words.ts'

/** To a guardian who was invited and did not choose a password yet (LK-11). */
export const activationReminder: Template<ActivationData> = {
  nl: (data) => ({
    subject: 'Herinnering: kies uw wachtwoord voor het ouderportaal',
    blocks: [
      paragraph(salutation(data.firstName, 'nl')),
      paragraph(
        `U hebt van ons een e-mail gekregen over het ouderportaal van ${data.organisation}. U hebt nog geen wachtwoord gekozen. ${data.isNewLink ? 'Daarom sturen wij u een nieuwe link. De oude link werkt niet meer.' : 'Daarom sturen wij u de link nog een keer.'}`,
      ),
      paragraph('Kies een wachtwoord. Daarna kunt u inloggen en de opvang zelf regelen.'),
      ...aboutTheLink(data, 'nl'),
    ],
  }),
  en: (data) => ({
    subject: 'Reminder: choose your password for the parent portal',
    blocks: [
      paragraph(salutation(data.firstName, 'en')),
      paragraph(
        `We sent you an e-mail about the parent portal of ${data.organisation}. You have not chosen a password yet. ${data.isNewLink ? 'That is why we send you a new link. The old link no longer works.' : 'That is why we send you the link once more.'}`,
      ),
      paragraph('Choose a password. Then you can log in and arrange your childcare yourself.'),
      ...aboutTheLink(data, 'en'),
    ],
  }),
}
