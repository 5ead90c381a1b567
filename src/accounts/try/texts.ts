import type { DeadLink } from '../answers.ts'
import type { Weakness } from '../password.ts'

export type Language = 'nl' | 'en'

/** What the pages say. A missing translation does not compile. */
interface Texts {
  readonly title: string
  readonly wait: string
  readonly needsScript: string
  readonly choose: string
  readonly userName: string
  readonly password: string
  readonly advice: string
  readonly save: string
  readonly done: string
  readonly doneMore: string
  readonly pasteTitle: string
  readonly paste: string
  readonly open: string
  readonly deadTitle: string
  readonly dead: Readonly<Record<DeadLink, string>>
  readonly weak: Readonly<Record<Weakness, string>>
  readonly broken: string
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  nl: {
    title: 'Kies uw wachtwoord',
    wait: 'Een ogenblik, wij kijken naar uw link.',
    needsScript: 'Zet JavaScript aan in uw browser en open de link nog een keer.',
    choose: 'Met dit wachtwoord logt u voortaan in op het ouderportaal.',
    userName: 'Uw gebruikersnaam',
    password: 'Nieuw wachtwoord',
    advice: 'Minstens 12 tekens. Een korte zin is goed te onthouden. Hoofdletters of cijfers hoeven niet.',
    save: 'Wachtwoord opslaan',
    done: 'Uw wachtwoord is opgeslagen',
    doneMore: 'U kunt nu inloggen op het ouderportaal.',
    pasteTitle: 'Link uit een e-mail',
    paste: 'Plak hier de link uit de e-mail',
    open: 'Open de link',
    deadTitle: 'Deze link werkt niet',
    dead: {
      used: 'Met deze link is al een wachtwoord gekozen. U kunt inloggen op het ouderportaal.',
      replaced: 'U hebt een nieuwere e-mail van ons gekregen. Gebruik de link in die e-mail.',
      expired: 'Deze link werkt niet meer. Bel de locatie voor een nieuwe link.',
      unknown: 'Deze link klopt niet. Open de link uit de e-mail nog een keer, of bel de locatie.',
    },
    weak: {
      'too-short': 'Dit wachtwoord is te kort. Kies minstens 12 tekens.',
      'too-long': 'Dit wachtwoord is te lang. Kies een korter wachtwoord.',
      'is-address': 'Dit is uw e-mailadres. Kies een wachtwoord dat anderen niet kunnen raden.',
    },
    broken: 'Er ging iets mis. Probeer het later nog een keer.',
  },
  en: {
    title: 'Choose your password',
    wait: 'One moment, we are looking at your link.',
    needsScript: 'Switch on JavaScript in your browser and open the link once more.',
    choose: 'From now on you log in to the parent portal with this password.',
    userName: 'Your user name',
    password: 'New password',
    advice:
      'At least 12 characters. A short sentence is easy to remember. Capitals or digits are not needed.',
    save: 'Save password',
    done: 'Your password has been saved',
    doneMore: 'You can log in to the parent portal now.',
    pasteTitle: 'Link from an e-mail',
    paste: 'Paste the link from the e-mail here',
    open: 'Open the link',
    deadTitle: 'This link does not work',
    dead: {
      used: 'A password was chosen with this link before. You can log in to the parent portal.',
      replaced: 'We sent you a newer e-mail. Please use the link in that one.',
      expired: 'This link does not work any more. Phone the location for a new link.',
      unknown: 'This link is not right. Open the link in the e-mail once more, or phone the location.',
    },
    weak: {
      'too-short': 'This password is too short. Choose at least 12 characters.',
      'too-long': 'This password is too long. Choose a shorter one.',
      'is-address': 'This is your e-mail address. Choose a password that others cannot guess.',
    },
    broken: 'Something went wrong. Please try again later.',
  },
}
