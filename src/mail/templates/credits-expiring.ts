import type { IsoDate } from '../../rules/time.ts'
import { dayInWords } from '../dates.ts'
import { button, facts, footer, type Language, paragraph, signature, type Template } from '../letter.ts'
import { salutation } from './words.ts'

export interface ExpiringCredit {
  /** The child's first name. */
  readonly child: string
  /** In the guardian's language, for instance `10 uur en 30 minuten`. */
  readonly amount: string
  /** The last day on which it can be used. */
  readonly lastDay: IsoDate
}

export interface CreditsExpiringData {
  readonly organisation: string
  readonly firstName: string
  readonly portal: string
  /** The first to lapse comes first. */
  readonly credits: readonly ExpiringCredit[]
}

/** To a guardian of children with credit that lapses soon (LK-8). */
export const creditsExpiring: Template<CreditsExpiringData> = {
  nl: (data) => ({
    subject: 'Uw tegoed vervalt binnenkort',
    blocks: [
      paragraph(salutation(data.firstName, 'nl')),
      paragraph('U hebt nog tegoed dat binnenkort vervalt. U kunt het gebruiken tot en met deze dag:'),
      facts(...data.credits.map((credit) => factOf(credit, 'nl'))),
      paragraph(
        'Wilt u het gebruiken? Vraag dan in het ouderportaal een dag aan met tegoed. Dat kan alleen als er plaats is in de groep, dus wacht niet te lang.',
      ),
      button('Vraag een dag aan', data.portal),
      signature('Met vriendelijke groet', data.organisation),
      footer('U krijgt deze e-mail omdat u tegoed hebt dat binnenkort vervalt.'),
    ],
  }),
  en: (data) => ({
    subject: 'Your credit is about to lapse',
    blocks: [
      paragraph(salutation(data.firstName, 'en')),
      paragraph('You have credit that is about to lapse. You can use it up to and including this day:'),
      facts(...data.credits.map((credit) => factOf(credit, 'en'))),
      paragraph(
        'Would you like to use it? Ask for a day paid with credit in the parent portal. That is only possible if the group has a place, so do not wait too long.',
      ),
      button('Ask for a day', data.portal),
      signature('Kind regards', data.organisation),
      footer('You get this e-mail because you have credit that is about to lapse.'),
    ],
  }),
}

function factOf({ child, amount, lastDay }: ExpiringCredit, language: Language) {
  return { label: child, value: `${amount}, ${dayInWords(lastDay, language)}` }
}
