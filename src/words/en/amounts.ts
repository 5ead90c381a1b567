import type { Length, UnitName } from '../../rules/index.ts'
import { counted, decimal, enumeration, hoursAndMinutes } from '../format.ts'

type OneAndMore = readonly [one: string, more: string]

const UNITS: Readonly<Record<Exclude<UnitName, 'minutes'>, OneAndMore>> = {
  days: ['day', 'days'],
  'day-parts': ['day-part', 'day-parts'],
  points: ['point', 'points'],
}

const LENGTHS: Readonly<Record<Length['unit'], OneAndMore>> = {
  days: ['day', 'days'],
  'working-days': ['working day', 'working days'],
  weeks: ['week', 'weeks'],
  months: ['month', 'months'],
}

/** For instance `10 hours and 30 minutes`. */
export function duration(total: number): string {
  const { hours, minutes } = hoursAndMinutes(total)
  return enumeration(
    [
      ...(hours > 0 ? [counted(hours, 'hour', 'hours')] : []),
      ...(minutes > 0 || hours === 0 ? [counted(minutes, 'minute', 'minutes')] : []),
    ],
    'and',
  )
}

/** An amount of credit in its unit, for instance `2.5 points`. */
export function amount(count: number, unit: UnitName): string {
  if (unit === 'minutes') return duration(count)
  const [one, more] = UNITS[unit]
  return `${decimal(count, 'en-GB')} ${count === 1 ? one : more}`
}

/** As `amount`, and that it is credit. */
export function credit(count: number, unit: UnitName): string {
  return `${amount(count, unit)} of credit`
}

export function length({ count, unit }: Length): string {
  return counted(count, ...LENGTHS[unit])
}
