import { z } from 'zod'
import type { UnitName } from '../../rules/terms/index.ts'
import { textAs } from '../values.ts'

/** Text as minutes, for instance `45 hours`, `7.5 hours` or `90 minutes`; undefined when it is none. */
export function readMinutes(text: string): number | undefined {
  const match = /^(\d{1,5}(?:\.\d{1,2})?) (hour|minute)s?$/.exec(text)
  if (!match) return undefined
  const minutes = Number(match[1]) * (match[2] === 'hour' ? 60 : 1)
  return Number.isInteger(minutes) ? minutes : undefined
}

/** An amount of credit with its unit, which must be that of the policy: an hour is counted as its minutes. */
export interface Amount {
  readonly unit: UnitName
  readonly count: number
}

function readAmount(text: string): Amount | undefined {
  const minutes = readMinutes(text)
  if (minutes !== undefined) return { unit: 'minutes', count: minutes }
  const match = /^(\d{1,5}(?:\.\d{1,2})?) (day-part|day|point)s?$/.exec(text)
  return match ? { unit: `${match[2]}s` as UnitName, count: Number(match[1]) } : undefined
}

export const amount = textAs(
  readAmount,
  'an amount of credit like `45 hours`, `7 points`, `5 days` or `4 day-parts`',
)

/** A number of requests. */
export const count = z.int().min(0)
