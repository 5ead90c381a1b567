import { expect, test } from 'vitest'
import { addDays, type IsoDate, momentAtWall, momentOf } from '../rules/index.ts'
import { isDue, type Scheduled, slotAfter, slotAt, slotOf } from './slot.ts'

const daily: Scheduled = { name: 'expire', schedule: '03:10' }
const weekly: Scheduled = { name: 'news', schedule: '16:00', weekday: 'fri' }
const hourly: Scheduled = { name: 'inbox', schedule: ':20', every: 'hour' }

test.each<readonly [sentence: string, job: Scheduled, wall: string, slot: string, from: string]>([
  ['a day has one slot', daily, '2026-03-02 23:59', 'expire 2026-03-02', '2026-03-02T03:10:00'],
  ['also before its time', daily, '2026-03-02 00:00', 'expire 2026-03-02', '2026-03-02T03:10:00'],
  ['a week is called by its Monday', weekly, '2026-03-08 12:00', 'news 2026-03-02', '2026-03-06T16:00:00'],
  ['an hour has one slot', hourly, '2026-03-02 14:59', 'inbox 2026-03-02T14', '2026-03-02T14:20:00'],
  [
    'from 02:00 it is the hour before',
    hourly,
    '2026-03-02 02:59',
    'inbox 2026-03-02T01',
    '2026-03-02T01:20:00',
  ],
])('%s', (_sentence, job, wall, name, from) => {
  expect(slotAt(job, momentAtWall(wall))).toEqual({ name, from })
})

test.each<readonly [sentence: string, wall: string, isOwed: boolean]>([
  ['before its minute an hour is not owed', '2026-03-02 14:19', false],
  ['at its minute it is', '2026-03-02 14:20', true],
  ['to the end of the hour', '2026-03-02 14:59', true],
  ['from 02:00 to 03:00 the hour before still is, at any minute', '2026-03-02 02:00', true],
  ['of 03:00 not yet', '2026-03-02 03:19', false],
])('%s', (_sentence, wall, isOwed) => {
  expect(isDue(hourly, momentAtWall(wall))).toBe(isOwed)
})

test('a job that is off is never owed', () => {
  expect(isDue({ ...daily, isOff: true }, momentAtWall('2026-03-02 23:59'))).toBe(false)
})

/** Every tick of a minute on a day as it passes in Amsterdam: 1,440 of them, or an hour more or less. */
function ticksOf(date: IsoDate) {
  const [first, next] = [date, addDays(date, 1)].map(
    (day) => momentAtWall(`${day} 00:00`).now.epochMilliseconds,
  )
  const minutes = ((next ?? 0) - (first ?? 0)) / 60_000
  return Array.from({ length: minutes }, (_, minute) =>
    momentOf(new Date((first ?? 0) + minute * 60_000).toISOString()),
  )
}

const due = (job: Scheduled, date: IsoDate) =>
  ticksOf(date)
    .filter((at) => isDue(job, at))
    .map((at) => slotOf(job, at))

test.each<IsoDate>(['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25'])(
  'on %s, whether the clock changes or not, a day is owed once and an hour 23 times',
  (date) => {
    expect(new Set(due(daily, date))).toEqual(new Set([`expire ${date}`]))
    const hours = [...new Set(due(hourly, date))]
    expect(hours).toHaveLength(23)
    expect(hours).toEqual(hours.toSorted())
  },
)

test('the hour that October has twice is owed once, and no tick of it makes a slot of its own', () => {
  const names = ticksOf('2026-10-25')
    .filter(({ wall }) => wall.slice(11, 13) === '02')
    .map((at) => slotOf(hourly, at))
  expect(names).toHaveLength(120)
  expect(new Set(names)).toEqual(new Set(['inbox 2026-10-25T01']))
})

test.each<readonly [sentence: string, job: Scheduled, wall: string, slot: string]>([
  ['after a day comes the next', daily, '2026-03-31 12:00', 'expire 2026-04-01'],
  ['after a week the next', weekly, '2026-03-31 12:00', 'news 2026-04-06'],
  ['after an hour the next', hourly, '2026-03-31 12:59', 'inbox 2026-03-31T13'],
  ['after one at night that of three', hourly, '2026-03-31 01:59', 'inbox 2026-03-31T03'],
  ['after the last of a day the first of the next', hourly, '2026-03-31 23:59', 'inbox 2026-04-01T00'],
])('%s', (_sentence, job, wall, slot) => {
  expect(slotAfter(job, momentAtWall(wall)).name).toBe(slot)
})
