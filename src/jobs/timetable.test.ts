import { expect, test } from 'vitest'
import type { Scheduled } from './slot.ts'
import { atTimes, distinct, findNamed } from './timetable.ts'

const jobs: readonly Scheduled[] = [
  { name: 'expire-credits', schedule: '03:10' },
  { name: 'check-mail', schedule: ':40', every: 'hour' },
]

test('a job of which the settings say nothing keeps its time', () => {
  expect(atTimes(jobs, {})).toEqual(jobs)
})

test('a job goes to another time, or is off', () => {
  expect(atTimes(jobs, { 'expire-credits': { at: '04:10' }, 'check-mail': 'off' })).toEqual([
    { name: 'expire-credits', schedule: '04:10' },
    { name: 'check-mail', schedule: ':40', every: 'hour', isOff: true },
  ])
})

test.each([
  ['a name that no job has', { 'expire-credit': 'off' }, 'did you mean expire-credits?'],
  ['minutes for a day', { 'expire-credits': { at: ':10' } }, '"04:10"'],
  ['a time of the day for an hour', { 'check-mail': { at: '04:10' } }, '":20"'],
] as const)('%s is refused with what to write', (_what, times, word) => {
  expect(() => atTimes(jobs, times)).toThrow(word)
})

test('a name that is near no other lists them all', () => {
  expect(() => findNamed(jobs, 'zzz')).toThrow('choose one of expire-credits, check-mail')
})

test('two jobs of one name are refused', () => {
  expect(() => distinct([...jobs, ...jobs])).toThrow('expire-credits')
})
