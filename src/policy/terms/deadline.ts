import type { Deadline } from '../../rules/terms/index.ts'
import type { Weekday } from '../../rules/time.ts'
import { textAs, wallTime } from '../values.ts'
import { readLength } from './lengths.ts'

const WEEKDAYS: Readonly<Record<string, Weekday>> = {
  monday: 'mon',
  tuesday: 'tue',
  wednesday: 'wed',
  thursday: 'thu',
  friday: 'fri',
  saturday: 'sat',
  sunday: 'sun',
}

/** Text as a deadline; undefined when it is none. */
function readDeadline(text: string): Deadline | undefined {
  return readClock(text) ?? readCutOff(text) ?? readHours(text) ?? readDays(text)
}

export const deadline = textAs(
  readDeadline,
  'a deadline like `before 07:30`, `before 18:30 the day before`, `before 16:00, 1 working day before`, `before thursday 13:00, 3 weeks before`, ' +
    '`before care`, `24 hours before care`, `more than 24 hours before care`, `24 hours before the day`, ' +
    '`5 days before` or `10 working days before`',
)

function readClock(text: string): Deadline | undefined {
  const match = /^before (\d\d:\d\d)(?:(?:, (.+)| the day) before)?$/.exec(text)
  const time = wallTime(match?.[1] ?? '')
  const before = readLength(match?.[2] ?? (text.endsWith('the day before') ? '1 day' : '0 days'))
  return time && before && { kind: 'clock', time, before }
}

function readCutOff(text: string): Deadline | undefined {
  const match = /^before ([a-z]+) (\d\d:\d\d)(?:, (\d{1,2}) weeks? before)?$/.exec(text)
  const [weekday, time] = [WEEKDAYS[match?.[1] ?? ''], wallTime(match?.[2] ?? '')]
  if (!match || !weekday || !time) return undefined
  return { kind: 'weekday', weekday, time, weeksBefore: Number(match[3] ?? 0) }
}

/** `before care` is before its first minute: no hour before it is too late. */
function readHours(text: string): Deadline | undefined {
  if (text === 'before care') return { kind: 'hours', hours: 0, before: 'care', exactly: false }
  const match = /^(more than )?(\d{1,4}) hours? before (care|the day)$/.exec(text)
  if (!match) return undefined
  const before = match[3] === 'care' ? 'care' : 'day'
  return { kind: 'hours', hours: Number(match[2]), before, exactly: !match[1] }
}

function readDays(text: string): Deadline | undefined {
  const match = /^(more than )?(.+) before$/.exec(text)
  const length = readLength(match?.[2] ?? '')
  if (!match || !length) return undefined
  return { kind: 'days', length, exactly: !match[1] }
}
