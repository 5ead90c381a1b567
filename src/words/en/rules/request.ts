import type { FactsOf } from '../../../rules/index.ts'
import { capital } from '../../format.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { asked, asks, careTypes, day, period } from '../nouns.ts'
import { deadline, horizon } from '../sentences.ts'

const CANCELLED = deadline('Cancelling in time', 'Cancelled')
const WITHDRAWN = deadline('Withdrawing in time', 'Withdrawn')

/** On the request itself, before any day is looked at. */
export const REQUEST = {
  'request.digital': {
    title: 'Asking through the portal',
    held: ({ by, reasonGiven }) => {
      if (by === 'guardian') return 'The request comes from the portal.'
      return `A member of staff entered the request${reasonGiven ? ' and noted the reason' : ''}.`
    },
    broken: ({ staffMayEnter }) =>
      staffMayEnter
        ? 'A member of staff entered the request without a reason. Write down why the portal could not be used.'
        : 'A member of staff may not ask this for you. Ask for it yourself in the portal.',
  },
  'request.offered': {
    title: 'This can be asked for this care',
    held: (facts) => `${capital(asked(facts.kind))} is possible for this care${named(facts)}.`,
    broken: (facts) => `${capital(asked(facts.kind))} is not possible for this care${named(facts)}.`,
  },
  'request.cap': {
    title: 'The highest number is not reached',
    held: (facts) => `${mostInPeriod(facts)}.`,
    broken: (facts) => `The highest number is reached. ${mostInPeriod(facts)}.`,
  },
  'absence.horizon': horizon('How far ahead you can report an absence'),
  'contract.in-force': {
    title: 'There is a contract',
    held: ({ date, careTypes: types }) =>
      `Your child has a contract${types.length > 0 ? ` for ${careTypes(types)}` : ''} on ${day(date)}.`,
    broken: ({ date, careTypes: types }) =>
      `Your child has no contract${types.length > 0 ? ` for ${careTypes(types)}` : ''} on ${day(date)}.`,
  },
  'cancel.notice': {
    title: CANCELLED.title,
    held(facts) {
      if ('limit' in facts) return timed(facts).held(facts)
      return `The request for ${day(facts.date)} has no answer yet. You can withdraw it.`
    },
    broken(facts) {
      if ('limit' in facts) return timed(facts).broken(facts)
      return facts.state === 'open'
        ? `The request for ${day(facts.date)} can't be withdrawn.`
        : `Too late to cancel: the request for ${day(facts.date)} is granted already.`
    },
  },
} satisfies Partial<AllRuleWords>

function timed({ state }: FactsOf<'cancel.notice'>): typeof CANCELLED {
  return state === 'open' ? WITHDRAWN : CANCELLED
}

function named({ careTypes: types }: FactsOf<'request.offered'>): string {
  return types.length > 0 ? ` (${careTypes(types)})` : ''
}

function mostInPeriod(facts: FactsOf<'request.cap'>): string {
  return `${capital(asks(facts.kind))} ${period(facts)}: ${facts.most} at most. Granted already: ${facts.granted}`
}
