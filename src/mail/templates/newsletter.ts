import { footer, paragraph, rich, signature, type Template } from '../letter.ts'
import type { Rich } from '../rich.ts'
import { salutation } from './words.ts'

export interface NewsletterData {
  readonly organisation: string
  readonly firstName: string
  readonly subject: string
  readonly title: Rich
  readonly parts: readonly Rich[]
  /** Where newsletters can be ended. */
  readonly unsubscribe: string
}

/** What the organisation wrote itself, in its own language; greeting and footer are in the guardian's. */
export const newsletter: Template<NewsletterData> = {
  nl: (data) => ({
    subject: data.subject,
    blocks: [
      rich(data.title),
      paragraph(salutation(data.firstName, 'nl')),
      ...data.parts.map(rich),
      signature('Met vriendelijke groet', data.organisation),
      footer('U krijgt deze nieuwsbrief omdat uw kind bij ons komt of binnenkort begint.', {
        label: 'Stuur mij geen nieuwsbrieven meer',
        url: data.unsubscribe,
      }),
    ],
  }),
  en: (data) => ({
    subject: data.subject,
    blocks: [
      rich(data.title),
      paragraph(salutation(data.firstName, 'en')),
      ...data.parts.map(rich),
      signature('Kind regards', data.organisation),
      footer('You get this newsletter because your child comes to us or starts soon.', {
        label: 'Send me no more newsletters',
        url: data.unsubscribe,
      }),
    ],
  }),
}
