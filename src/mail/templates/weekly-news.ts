import { button, footer, list, paragraph, signature, type Template } from '../letter.ts'
import { salutation } from './words.ts'

/** How much is new; only numbers, since what it is can be seen in the portal alone. */
export interface NewsCounts {
  readonly photos: number
  readonly diary: number
  readonly messages: number
}

export interface WeeklyNewsData extends NewsCounts {
  readonly organisation: string
  readonly firstName: string
  readonly portal: string
  /** Where this mail can be ended. */
  readonly unsubscribe: string
}

/** To a guardian: that there is something new to see in the portal. */
export const weeklyNews: Template<WeeklyNewsData> = {
  nl: (data) => ({
    subject: `Nieuw in het ouderportaal van ${data.organisation}`,
    blocks: [
      paragraph(salutation(data.firstName, 'nl')),
      paragraph('Dit staat er voor u klaar in het ouderportaal:'),
      list([
        ...counted(data.photos, 'nieuwe foto waar uw kind op staat', "nieuwe foto's waar uw kind op staat"),
        ...counted(data.diary, 'nieuw stukje in het schrift', 'nieuwe stukjes in het schrift'),
        ...counted(data.messages, 'nieuw bericht', 'nieuwe berichten'),
      ]),
      button('Open het ouderportaal', data.portal),
      signature('Met vriendelijke groet', data.organisation),
      footer('U krijgt deze e-mail hooguit één keer per week, en alleen als er iets nieuws is.', {
        label: 'Stuur mij deze e-mail niet meer',
        url: data.unsubscribe,
      }),
    ],
  }),
  en: (data) => ({
    subject: `New in the parent portal of ${data.organisation}`,
    blocks: [
      paragraph(salutation(data.firstName, 'en')),
      paragraph('This is waiting for you in the parent portal:'),
      list([
        ...counted(data.photos, 'new photo of your child', 'new photos of your child'),
        ...counted(data.diary, 'new entry in the diary', 'new entries in the diary'),
        ...counted(data.messages, 'new message', 'new messages'),
      ]),
      button('Open the parent portal', data.portal),
      signature('Kind regards', data.organisation),
      footer('You get this e-mail at most once a week, and only if there is something new.', {
        label: 'Do not send me this e-mail any more',
        url: data.unsubscribe,
      }),
    ],
  }),
}

/** Of what there is none, nothing is said. */
function counted(count: number, one: string, more: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : more}`]
}
