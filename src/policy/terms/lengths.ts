import type { Ahead, Length } from '../../rules/terms/index.ts'
import type { Period } from '../../rules/time.ts'
import { textAs } from '../values.ts'

const UNITS: Readonly<Record<string, Length['unit']>> = {
  day: 'days',
  'working day': 'working-days',
  week: 'weeks',
  month: 'months',
}

/** Text as a length on the calendar, for instance `10 working days`; undefined when it is none. */
export function readLength(text: string): Length | undefined {
  const match = /^(\d{1,4}) (day|working day|week|month)s?$/.exec(text)
  const unit = UNITS[match?.[2] ?? '']
  return match && unit ? { count: Number(match[1]), unit } : undefined
}

/** Text as how far ahead something may be asked, for instance `30 days` or `this year`. */
function readAhead(text: string): Ahead | undefined {
  const same = /^this (week|month|year)$/.exec(text)?.[1] as Period | undefined
  return same ? { same } : readLength(text)
}

export const ahead = textAs(readAhead, 'how far ahead, like `30 days`, `3 months` or `this year`')
