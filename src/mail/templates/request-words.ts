import type { AskKind } from '../../rules/ask.ts'
import type { IsoDate } from '../../rules/time.ts'
import { dayInWords } from '../dates.ts'
import { type Fact, footer, type Language, phone } from '../letter.ts'

/** What every mail about a request says of it. */
export interface RequestData {
  readonly organisation: string
  readonly firstName: string
  /** The child's first name; never part of a subject. */
  readonly child: string
  /** So much of the id as staff type to find it. */
  readonly number: string
  readonly kind: AskKind
  /** What was asked as a proposal, in the language of the mail: `een extra dag op vrijdag 6 maart 2026`. */
  readonly asked: string
  readonly askedOn: IsoDate
  readonly location: string
  readonly locationPhone: string
  readonly portal: string
}

interface RequestWords {
  readonly number: string
  readonly asked: string
  readonly askedOn: string
  readonly phone: (location: string) => string
  readonly greeting: string
  readonly portal: string
  readonly why: string
}

export const REQUEST: Readonly<Record<Language, RequestWords>> = {
  nl: {
    number: 'Nummer',
    asked: 'Wat u vraagt',
    askedOn: 'Gevraagd op',
    phone: (location) => `Telefoon van ${location}`,
    greeting: 'Met vriendelijke groet',
    portal: 'Open het ouderportaal',
    why: 'U krijgt deze e-mail omdat u dit hebt gevraagd, in het portaal of aan de locatie.',
  },
  en: {
    number: 'Number',
    asked: 'What you ask',
    askedOn: 'Asked on',
    phone: (location) => `Phone of ${location}`,
    greeting: 'Kind regards',
    portal: 'Open the parent portal',
    why: 'You get this e-mail because you asked for this, in the portal or at the location.',
  },
}

export function requestFacts(data: RequestData, language: Language): readonly Fact[] {
  const words = REQUEST[language]
  return [
    { label: words.asked, value: capital(data.asked) },
    { label: words.askedOn, value: dayInWords(data.askedOn, language) },
    { label: words.number, value: data.number },
  ]
}

export function phoneOf({ location, locationPhone }: RequestData, language: Language): Fact {
  return phone(REQUEST[language].phone(location), locationPhone)
}

export const requestFooter = (language: Language) => footer(REQUEST[language].why)

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
