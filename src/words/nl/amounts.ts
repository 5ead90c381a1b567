import type { Length, UnitName } from '../../rules/index.ts'
import { counted, decimal, enumeration, hoursAndMinutes } from '../format.ts'

type OneAndMore = readonly [one: string, more: string]

const UNITS: Readonly<Record<Exclude<UnitName, 'minutes'>, OneAndMore>> = {
  days: ['dag', 'dagen'],
  'day-parts': ['dagdeel', 'dagdelen'],
  points: ['punt', 'punten'],
}

const LENGTHS: Readonly<Record<Length['unit'], OneAndMore>> = {
  days: ['dag', 'dagen'],
  'working-days': ['werkdag', 'werkdagen'],
  weeks: ['week', 'weken'],
  months: ['maand', 'maanden'],
}

/** For instance `10 uur en 30 minuten`. */
export function duration(total: number): string {
  const { hours, minutes } = hoursAndMinutes(total)
  return enumeration(
    [
      ...(hours > 0 ? [`${hours} uur`] : []),
      ...(minutes > 0 || hours === 0 ? [counted(minutes, 'minuut', 'minuten')] : []),
    ],
    'en',
  )
}

/** An amount of credit in its unit, for instance `2,5 punten`. */
export function amount(count: number, unit: UnitName): string {
  if (unit === 'minutes') return duration(count)
  const [one, more] = UNITS[unit]
  return `${decimal(count, 'nl-NL')} ${count === 1 ? one : more}`
}

/** As `amount`, and that it is credit. */
export function credit(count: number, unit: UnitName): string {
  return `${amount(count, unit)} tegoed`
}

export function length({ count, unit }: Length): string {
  return counted(count, ...LENGTHS[unit])
}
