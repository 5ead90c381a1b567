import {
  button,
  facts,
  heading,
  type Language,
  type Letter,
  paragraph,
  section,
  signature,
  type Template,
} from '../letter.ts'
import { ANSWERED, type Answer } from './answer-words.ts'
import { capital, phoneOf, REQUEST, type RequestData, requestFacts, requestFooter } from './request-words.ts'
import { salutation } from './words.ts'

export interface RequestAnsweredData extends RequestData {
  readonly state: Answer
  /** What the location wrote with its answer; empty: nothing. */
  readonly note: string
  /** What comes of it: credit earned, spent or back, what is paid; a sentence each. */
  readonly follows: readonly string[]
  /** The rules that decided, a few sentences each. */
  readonly reasons: readonly string[]
  /** The nearest days that would be allowed, as proposals. */
  readonly instead: readonly string[]
}

/** To a guardian whose request has its answer, by the rules or by the location: the outcome and why. */
export const requestAnswered: Template<RequestAnsweredData> = {
  nl: (data) => letterIn('nl', data),
  en: (data) => letterIn('en', data),
}

function letterIn(language: Language, data: RequestAnsweredData): Letter {
  const words = ANSWERED[language]
  const { subject, outcome } = words.of(data.kind, data.state)
  return {
    subject,
    blocks: [
      paragraph(salutation(data.firstName, language)),
      paragraph(outcome(data.child)),
      facts(...requestFacts(data, language), phoneOf(data, language)),
      ...(data.note ? [heading(words.note(data.location)), paragraph(data.note)] : []),
      ...section(words.reasons, data.reasons),
      ...section(words.follows, data.follows),
      ...section(words.instead, data.instead.map(capital)),
      paragraph(words.questions),
      button(REQUEST[language].portal, data.portal),
      signature(REQUEST[language].greeting, data.organisation),
      requestFooter(language),
    ],
  }
}
