import { momentInWords } from '../dates.ts'
import { type Block, button, facts, footer, type Language, paragraph, phone, signature } from '../letter.ts'
import type { ActivationData } from './activation.ts'

const WORDS = {
  nl: {
    choose: 'Kies uw wachtwoord',
    until: (moment: string) => `De link werkt tot ${moment}. U kunt er één keer een wachtwoord mee kiezen.`,
    userName: 'Uw gebruikersnaam',
    portal: 'Ouderportaal',
    phone: 'Telefoon van de locatie',
    alone: 'Deze link is alleen voor u. Stuur deze e-mail niet door.',
    help: 'Werkt de link niet of hebt u een vraag? Bel dan de locatie.',
    greeting: 'Met vriendelijke groet',
    why: 'U krijgt deze e-mail omdat uw kind bij ons op de opvang komt.',
  },
  en: {
    choose: 'Choose your password',
    until: (moment: string) => `The link works until ${moment}. You can choose a password with it once.`,
    userName: 'Your user name',
    portal: 'Parent portal',
    phone: 'Phone of the location',
    alone: 'This link is for you only. Please do not forward this e-mail.',
    help: 'Does the link not work, or do you have a question? Please phone the location.',
    greeting: 'Kind regards',
    why: 'You get this e-mail because your child comes to us for childcare.',
  },
} as const

/** The link to choose a password with, and all that is said of it in the invitation and in its reminders. */
export function aboutTheLink(data: ActivationData, language: Language): readonly Block[] {
  const words = WORDS[language]
  return [
    button(words.choose, data.link),
    paragraph(words.until(momentInWords(data.validUntil, language))),
    facts(
      { label: words.userName, value: data.userName },
      { label: words.portal, value: data.portal, href: data.portal },
      phone(words.phone, data.locationPhone),
    ),
    paragraph(words.alone),
    paragraph(words.help),
    signature(words.greeting, data.organisation),
    footer(words.why),
  ]
}
