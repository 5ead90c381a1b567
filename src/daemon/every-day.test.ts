import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jobs } from '../jobs/index.ts'
import { owedSlots } from '../jobs/owed.ts'
import { addDays, type IsoDate, type Moment, momentOf } from '../rules/index.ts'

const FIRST: IsoDate = '2024-01-01'
const LAST: IsoDate = '2030-12-31'

const daily = jobs.filter((job) => job.weekday === undefined && !('every' in job))

const everyDate = () => {
  const dates: IsoDate[] = []
  for (let date = FIRST; date <= LAST; date = addDays(date, 1)) dates.push(date)
  return dates
}

/** Runs what is owed at each of these moments, as a daemon does, and gives the slots in order. */
function runThrough(moments: Iterable<Moment>): readonly string[] {
  const ran = new Set<string>()
  for (const at of moments) for (const { slot } of owedSlots(daily, ran, at)) ran.add(slot)
  return [...ran]
}

const start = momentOf(`${FIRST}T00:00:00+01:00`).now
const MINUTES = everyDate().length * 24 * 60

/** Moments so many minutes apart, until the end of the last day. */
function* ticks(minutes: number): Generator<Moment> {
  for (let passed = 0; passed < MINUTES; passed += minutes) yield momentOf(start.add({ minutes: passed }))
  yield momentOf(`${LAST}T23:59:00+01:00`)
}

test('on every civil date from 2024 to 2030 each daily job is run exactly once', () => {
  const slots = runThrough(ticks(187))
  const expected = everyDate().flatMap((date) => daily.map(({ name }) => `${name} ${date}`))
  expect(slots.toSorted()).toEqual(expected.toSorted())
})

test('however seldom the daemon looks, it runs no slot twice and none before its time', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 60 }), (steps) => {
      const ran = new Set<string>()
      let now = start.add({ hours: 24 * 85 })
      for (const minutes of steps) {
        now = now.add({ minutes })
        const at = momentOf(now)
        for (const { job, slot } of owedSlots(daily, ran, at)) {
          expect(ran.has(slot)).toBe(false)
          expect(slot).toBe(`${job.name} ${at.today}`)
          expect(job.schedule <= at.wall.slice(11, 16)).toBe(true)
          ran.add(slot)
        }
        for (const { name, schedule } of daily)
          if (schedule <= at.wall.slice(11, 16)) expect(ran).toContain(`${name} ${at.today}`)
      }
    }),
  )
})

test('a clock that jumps back and forth by days runs no slot twice', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5_000, max: 6_000 }), { maxLength: 80 }), (jumps) => {
      const runs: string[] = []
      let now = start.add({ hours: 24 * 300 })
      for (const minutes of jumps) {
        now = now.add({ minutes })
        runs.push(...owedSlots(daily, new Set(runs), momentOf(now)).map(({ slot }) => slot))
      }
      expect(new Set(runs).size).toBe(runs.length)
    }),
  )
})

test.each([
  ['2026-03-29', 'with an hour less', '+01:00'],
  ['2026-10-25', 'with an hour more', '+02:00'],
])('looked at each minute, %s, a day %s, has each daily job once', (date, _what, offset) => {
  const midnight = momentOf(`${date}T00:00:00${offset}`).now
  const minutes = Array.from({ length: 25 * 60 }, (_, minute) => momentOf(midnight.add({ minutes: minute })))
  const ofDay = minutes.filter(({ today }) => today === date)
  expect(runThrough(ofDay).toSorted()).toEqual(daily.map(({ name }) => `${name} ${date}`).toSorted())
})
