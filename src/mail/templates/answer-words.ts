import type { AskKind } from '../../rules/ask.ts'
import type { Language } from '../letter.ts'

/** How a request ended: granted, declined by the location, or refused by the rules. */
export type Answer = 'granted' | 'declined' | 'refused'

interface OutcomeWords {
  readonly subject: string
  readonly outcome: (child: string) => string
}

interface AnswerWords {
  readonly of: (kind: AskKind, answer: Answer) => OutcomeWords
  readonly note: (location: string) => string
  readonly reasons: string
  readonly follows: string
  readonly instead: string
  readonly questions: string
}

/* An absence and a cancellation are told, not asked: nobody grants them. */
const isTold = (kind: AskKind): kind is 'absence' | 'cancel' => kind === 'absence' || kind === 'cancel'

const TOLD_IN_DUTCH = { absence: 'afmelding', cancel: 'annulering' } as const
const TOLD_IN_ENGLISH = { absence: 'absence', cancel: 'cancellation' } as const

const ASKED_IN_DUTCH: Readonly<Record<Answer, OutcomeWords>> = {
  granted: {
    subject: 'Uw aanvraag is toegezegd',
    outcome: (child) => `Uw aanvraag voor ${child} is toegezegd.`,
  },
  declined: {
    subject: 'Uw aanvraag is afgewezen',
    outcome: (child) => `De locatie heeft uw aanvraag voor ${child} helaas afgewezen.`,
  },
  refused: {
    subject: 'Uw aanvraag kan niet doorgaan',
    outcome: (child) => `Uw aanvraag voor ${child} kan helaas niet doorgaan.`,
  },
}

const ASKED_IN_ENGLISH: Readonly<Record<Answer, OutcomeWords>> = {
  granted: {
    subject: 'Your request is granted',
    outcome: (child) => `Your request for ${child} is granted.`,
  },
  declined: {
    subject: 'Your request is declined',
    outcome: (child) => `The location has declined your request for ${child}. We are sorry.`,
  },
  refused: {
    subject: 'Your request is not possible',
    outcome: (child) => `Your request for ${child} is not possible. We are sorry.`,
  },
}

function toldInDutch(told: string, isDone: boolean): OutcomeWords {
  return isDone
    ? { subject: `Uw ${told} is verwerkt`, outcome: (child) => `De ${told} voor ${child} is verwerkt.` }
    : {
        subject: `Uw ${told} is niet verwerkt`,
        outcome: (child) => `De ${told} voor ${child} kan niet worden verwerkt.`,
      }
}

function toldInEnglish(told: string, isDone: boolean): OutcomeWords {
  return isDone
    ? { subject: `Your ${told} is recorded`, outcome: (child) => `The ${told} for ${child} is recorded.` }
    : {
        subject: `Your ${told} is not recorded`,
        outcome: (child) => `The ${told} for ${child} can't be recorded.`,
      }
}

export const ANSWERED: Readonly<Record<Language, AnswerWords>> = {
  nl: {
    of: (kind, answer) =>
      isTold(kind) ? toldInDutch(TOLD_IN_DUTCH[kind], answer === 'granted') : ASKED_IN_DUTCH[answer],
    note: (location) => `Bericht van ${location}`,
    reasons: 'Waarom',
    follows: 'Wat dit betekent',
    instead: 'Wat wel kan',
    questions: 'Hebt u een vraag? Bel dan de locatie.',
  },
  en: {
    of: (kind, answer) =>
      isTold(kind) ? toldInEnglish(TOLD_IN_ENGLISH[kind], answer === 'granted') : ASKED_IN_ENGLISH[answer],
    note: (location) => `Message from ${location}`,
    reasons: 'Why',
    follows: 'What this means',
    instead: 'What is possible',
    questions: 'Do you have a question? Please phone the location.',
  },
}
