import { counted } from '../../format.ts'
import type { SettingWords } from '../../settings.ts'
import { length } from '../amounts.ts'
import { CREDIT } from './credit.ts'
import { PAYING } from './paying.ts'
import { PLACE } from './place.ts'
import { REQUESTS } from './requests.ts'
import { SWAP } from './swap.ts'

/** Every setting of a policy in plain English. */
export const SETTINGS: SettingWords = {
  ...REQUESTS,
  ...SWAP,
  ...PLACE,
  ...CREDIT,
  ...PAYING,
  activation: ({ activation }) => [
    `The invitation to the portal comes ${days(activation.daysBeforeStart)} before the first care day.`,
    `The link in it works for ${days(activation.validDays)}.`,
    `Who doesn't use the link is reminded after ${days(activation.remindAfterDays)}, ${counted(activation.reminders, 'time', 'times')} at most.`,
  ],
  departure: ({ departure }) => [
    `Photos and diary are ready ${days(departure.prepareDaysBefore)} before the last day; ${days(departure.completeDaysAfter)} after it the last ones are added.`,
    `After the last contract you can download everything for ${days(departure.downloadDays)}.`,
    `The reminder of it comes ${days(departure.remindDaysBefore)} before the end.`,
  ],
  remind: ({ remind, credit }) => [
    `Who has not said anything about sharing photos is asked ${days(remind.consentDaysAfter)} after the first care day.`,
    ...(credit
      ? [`You hear of credit that is about to lapse ${days(remind.creditDaysBefore)} before its last day.`]
      : []),
  ],
}

function days(count: number): string {
  return length({ count, unit: 'days' })
}
