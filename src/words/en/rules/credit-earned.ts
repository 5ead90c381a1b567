import type { EarningCap, FactsOf } from '../../../rules/index.ts'
import type { AllRuleWords } from '../../rule-words.ts'
import { amount, credit, duration } from '../amounts.ts'
import { care, careType, day } from '../nouns.ts'
import { deadline, openDay } from '../sentences.ts'

const WHOLE: Readonly<Record<FactsOf<'credit.whole-day'>['least'], string>> = {
  days: 'a whole day',
  'day-parts': 'a whole day-part',
}

const CAPS: Readonly<Record<EarningCap['per'], (most: string, before: string) => string>> = {
  year: (most, before) => `You save ${most} at most in a calendar year. Saved already: ${before}.`,
  'contract-year': (most, before) => `You save ${most} at most in a contract year. Saved already: ${before}.`,
  balance: (most, before) => `You can have ${most} at most at one time. You have now: ${before}.`,
}

/** On whether an absence earns credit. */
export const CREDIT_EARNED = {
  'credit.offered': {
    title: 'The care can earn credit',
    held: ({ date, careType: type }) => `You can get credit for ${careType(type)} on ${day(date)}.`,
    broken: ({ date, careType: type }) =>
      `For this absence (${careType(type)} on ${day(date)}) the house rules give no credit.`,
  },
  'credit.reported-in-time': deadline('Reporting in time for credit', 'Reported'),
  'credit.contract-day': {
    title: 'Only contract days earn credit',
    held: ({ date, contractCare }) => `The contract has this care on ${day(date)}: ${care(contractCare)}.`,
    broken: ({ date, earnedBefore }) =>
      earnedBefore
        ? `The day ${day(date)} has earned credit already.`
        : `The care on ${day(date)} is a swapped, extra or credit day. It earns no credit.`,
  },
  'credit.whole-day': {
    title: 'Only whole days or day-parts earn credit',
    held: ({ date, careType: type, least }) =>
      `Your child is reported absent on ${day(date)} for ${WHOLE[least]} of ${careType(type)}.`,
    broken: ({ date, careType: type, least, reportedMinutes, plannedMinutes }) =>
      `Your child is reported absent on ${day(date)} for ${duration(reportedMinutes)} of ${careType(type)}. Planned: ${duration(plannedMinutes)}. Only ${WHOLE[least]} earns credit.`,
  },
  'credit.not-closed-day': openDay(
    'Closed days earn no credit',
    'the care can earn credit',
    'there is no credit to earn',
  ),
  'credit.cap': {
    title: 'The highest credit is not reached',
    held: capped,
    broken: (facts) => `The highest credit is reached. ${capped(facts)}`,
  },
} satisfies Partial<AllRuleWords>

function capped({ unit, most, before, per }: FactsOf<'credit.cap'>): string {
  return CAPS[per](credit(most, unit), amount(before, unit))
}
