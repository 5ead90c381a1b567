import { button, facts, footer, list, paragraph, phone, signature, type Template } from '../letter.ts'
import { salutation } from './words.ts'

export interface ConsentMissingData {
  readonly organisation: string
  readonly firstName: string
  /** First names of the guardian's own children of whom there is no answer. */
  readonly children: readonly string[]
  readonly portal: string
  readonly location: string
  readonly locationPhone: string
}

/** To a guardian who has not said whether photos may be shared with other parents (LK-13). */
export const consentMissing: Template<ConsentMissingData> = {
  nl: (data) => ({
    subject: "Mogen wij foto's van uw kind delen?",
    blocks: [
      paragraph(salutation(data.firstName, 'nl')),
      paragraph(
        "Op onze foto's staan vaak meer kinderen samen. Andere ouders zien zo'n foto alleen als er toestemming is voor elk kind dat erop staat. Wij weten nog niet wat u wilt voor:",
      ),
      list(data.children),
      paragraph(
        'Kies in het ouderportaal ja of nee. Het is allebei goed, en u kunt uw keuze altijd veranderen.',
      ),
      button('Maak uw keuze', data.portal),
      paragraph("Is er geen toestemming, dan delen wij geen foto's van uw kind met andere ouders."),
      facts(phone(`Telefoon van ${data.location}`, data.locationPhone)),
      signature('Met vriendelijke groet', data.organisation),
      footer("U krijgt deze e-mail omdat wij nog niet weten of wij foto's van uw kind mogen delen."),
    ],
  }),
  en: (data) => ({
    subject: 'May we share photos of your child?',
    blocks: [
      paragraph(salutation(data.firstName, 'en')),
      paragraph(
        'Our photos often show several children together. Other parents see such a photo only if there is consent for every child on it. We do not know yet what you want for:',
      ),
      list(data.children),
      paragraph(
        'Choose yes or no in the parent portal. Both are fine, and you can change your choice at any time.',
      ),
      button('Make your choice', data.portal),
      paragraph('Without consent we do not share photos of your child with other parents.'),
      facts(phone(`Phone of ${data.location}`, data.locationPhone)),
      signature('Kind regards', data.organisation),
      footer('You get this e-mail because we do not know yet whether we may share photos of your child.'),
    ],
  }),
}
