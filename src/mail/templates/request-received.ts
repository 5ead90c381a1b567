import type { IsoDate } from '../../rules/time.ts'
import { dayInWords } from '../dates.ts'
import {
  button,
  facts,
  type Language,
  type Letter,
  paragraph,
  section,
  signature,
  type Template,
} from '../letter.ts'
import { phoneOf, REQUEST, type RequestData, requestFacts, requestFooter } from './request-words.ts'
import { salutation } from './words.ts'

export interface RequestReceivedData extends RequestData {
  /** The last day of answering; left out where none was promised. */
  readonly answerDue?: IsoDate | undefined
  /** From which day on it is decided, as a sentence; empty: at once. */
  readonly decided: string
  /** What comes of it if it is granted, and what is held for it until then: a sentence each. */
  readonly follows: readonly string[]
}

interface Words {
  readonly subject: string
  readonly received: (child: string) => string
  readonly answerDue: string
  readonly follows: string
  readonly late: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  nl: {
    subject: 'Uw aanvraag is ontvangen',
    received: (child) => `Uw aanvraag voor ${child} is ontvangen. De locatie bekijkt of het kan.`,
    answerDue: 'Antwoord uiterlijk',
    follows: 'Als dit doorgaat',
    late: 'Hebt u na die dag nog geen antwoord? Bel dan de locatie.',
  },
  en: {
    subject: 'Your request has been received',
    received: (child) =>
      `Your request for ${child} has been received. The location will see whether it is possible.`,
    answerDue: 'Answer at the latest',
    follows: 'If this goes through',
    late: 'No answer after that day? Please phone the location.',
  },
}

/** To a guardian whose request waits for the location: what was asked, and when the answer is due (LK-5). */
export const requestReceived: Template<RequestReceivedData> = {
  nl: (data) => letterIn('nl', data),
  en: (data) => letterIn('en', data),
}

function letterIn(language: Language, data: RequestReceivedData): Letter {
  const words = WORDS[language]
  const due = data.answerDue
  return {
    subject: words.subject,
    blocks: [
      paragraph(salutation(data.firstName, language)),
      paragraph(words.received(data.child)),
      facts(
        ...requestFacts(data, language),
        { label: words.answerDue, value: due ? dayInWords(due, language) : '' },
        phoneOf(data, language),
      ),
      ...(data.decided ? [paragraph(data.decided)] : []),
      ...section(words.follows, data.follows),
      ...(due ? [paragraph(words.late)] : []),
      button(REQUEST[language].portal, data.portal),
      signature(REQUEST[language].greeting, data.organisation),
      requestFooter(language),
    ],
  }
}
