import { counted } from '../format.ts'
import type { AllRuleWords, MissingWords } from '../rule-words.ts'
import { care, careType, careTypes, day, days } from './nouns.ts'
import { deadline, horizon, openDay } from './sentences.ts'

const CANCELLED = deadline('Cancelling in time', 'Cancelled')

/** Every rule in plain English, for guardians. */
export const RULES: AllRuleWords = {
  'request.digital': {
    title: 'Asking through the portal',
    held: ({ by }) =>
      by === 'guardian'
        ? 'The request comes from the portal.'
        : 'A member of staff entered the request and noted the reason.',
    broken: () =>
      'A member of staff entered the request without a reason. Write down why the portal could not be used.',
  },
  'day.planned': {
    title: 'There is planned care',
    held: ({ date, planned }) => `Planned on ${day(date)}: ${care(planned)}.`,
    broken({ date, sought, takenBy }) {
      if (takenBy === 'absence') return `Your child is reported absent on ${day(date)} already.`
      if (takenBy === 'open-swap')
        return `You already give up the care on ${day(date)} in a swap that waits for an answer.`
      return sought === 'request'
        ? `There is no extra day, swapped day or credit day on ${day(date)} to cancel.`
        : `No care is planned on ${day(date)}.`
    },
  },
  'day.free': {
    title: 'The day is still free',
    held: ({ date }) => `Your child is not planned for this yet on ${day(date)}.`,
    broken: ({ date, planned }) =>
      `On ${day(date)} your child is already planned or asked for: ${care(planned)}.`,
  },
  'day.open': openDay('The location is open', "your child can't come"),
  'contract.in-force': {
    title: 'There is a contract',
    held: ({ date, careTypes: types }) =>
      `Your child has a contract for ${careTypes(types)} on ${day(date)}.`,
    broken: ({ date, careTypes: types }) =>
      `Your child has no contract${types.length > 0 ? ` for ${careTypes(types)}` : ''} on ${day(date)}.`,
  },
  'swap.future': {
    title: 'Swaps are for days to come',
    held: ({ give, take }) => `Both days are still to come: ${days([give, take])}.`,
    broken: ({ today, give, take }) =>
      `You can only swap days after today, ${day(today)}. You asked to swap ${day(give)} for ${day(take)}.`,
  },
  'swap.horizon': horizon('How far ahead you can swap'),
  'swap.same-care-type': {
    title: 'Swaps stay within one kind of care',
    held: ({ take }) => `Both days are ${careType(take)}.`,
    broken: ({ give, take }) => `You can't swap ${careType(give)} for ${careType(take)}.`,
  },
  'swap.not-closed-day': openDay("Closed days can't be given up", 'there is no care to give up'),
  'extra.horizon': horizon('How far ahead you can ask for an extra day'),
  'extra.notice': deadline('Asking for an extra day in time', 'Asked'),
  'credit-day.horizon': horizon('How far ahead you can ask for a credit day'),
  'credit-day.notice': deadline('Asking for a credit day in time', 'Asked'),
  'credit.available': {
    title: 'There is credit',
    held: ({ unspent }) => `Unused: ${counted(unspent, 'credit', 'credits')}.`,
    broken: ({ from }) =>
      `Your child has no unused credit${from ? ` from the absence on ${day(from)}` : ''}.`,
  },
  'credit.same-care-type': {
    title: 'Credit stays within one kind of care',
    held: ({ careType: type }) => `There is credit for ${careType(type)}.`,
    broken: ({ careType: type, creditTypes }) =>
      `The credit is for ${careTypes(creditTypes)} and doesn't count for ${careType(type)}.`,
  },
  'credit.valid-on-day': {
    title: 'The credit is valid on that day',
    held: ({ date }) => `There is credit that is valid on ${day(date)}.`,
    broken: ({ date, absentOn, expiresOn }) =>
      `No credit is valid on ${day(date)}. Credit from ${days(absentOn)} is valid from the day after, up to and including ${days(expiresOn)}.`,
  },
  'credit.reported-in-time': deadline('Reporting in time for credit', 'Reported'),
  'credit.contract-day': {
    title: 'Only contract days earn credit',
    held: ({ date, contractCare }) => `The contract has this care on ${day(date)}: ${care(contractCare)}.`,
    broken: ({ date, earnedBefore }) =>
      earnedBefore.length > 0
        ? `The day ${day(date)} has already earned credit for ${careTypes(earnedBefore)}.`
        : `The care on ${day(date)} is a swapped, extra or credit day. It earns no credit.`,
  },
  'credit.whole-day': {
    title: 'Only a whole day earns credit',
    held: ({ date, careTypes: types }) =>
      `Your child is reported absent for all hours of ${careTypes(types)} on ${day(date)}.`,
    broken: ({ date, careTypes: types, reportedMinutes, plannedMinutes }) =>
      `On ${day(date)} your child is reported absent for ${reportedMinutes} of ${plannedMinutes} minutes of ${careTypes(types)}. Only a whole day earns credit.`,
  },
  'credit.not-closed-day': openDay('Closed days earn no credit', 'there is no credit to earn'),
  'cancel.notice': {
    title: CANCELLED.title,
    held: (facts) =>
      facts.state === 'open'
        ? `The request for ${day(facts.date)} has no answer yet. You can withdraw it.`
        : CANCELLED.held(facts),
    broken: (facts) =>
      facts.state === 'open'
        ? `The request for ${day(facts.date)} can't be withdrawn.`
        : CANCELLED.broken(facts),
  },
  'group.has-place': {
    title: 'The group has a place',
    held: ({ date, present, places }) =>
      `There is a place on ${day(date)}: with your child ${counted(present, 'child', 'children')} in ${counted(places, 'place', 'places')}.`,
    broken: ({ date, present, places }) =>
      `The group is full on ${day(date)}: with your child ${counted(present, 'child', 'children')} in ${counted(places, 'place', 'places')}.`,
  },
  'group.staff-ratio': {
    title: 'There is enough staff',
    held: ({ date, children, staff, required }) =>
      `On ${day(date)} the law asks for ${counted(required, 'member', 'members')} of staff for ${counted(children, 'child', 'children')}. Planned: ${staff}.`,
    broken: ({ date, children, staff, required }) =>
      required === 0
        ? `On ${day(date)} the group would have ${counted(children, 'child', 'children')}. By law no group may be like that.`
        : `On ${day(date)} the law asks for ${counted(required, 'member', 'members')} of staff for ${counted(children, 'child', 'children')}. Planned: ${staff}.`,
  },
}

export const MISSING: MissingWords = {
  careType: 'it is not clear which kind of care is meant',
  hours: 'it is not known which hours are meant',
  places: 'it is not known how many places the group has',
  ages: 'it is not known how old the other children are',
}
