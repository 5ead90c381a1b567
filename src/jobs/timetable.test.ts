import { expect, test } from 'vitest'
import { jobs as nightly } from './index.ts'
import { HOURLY_JOBS, JOB_NAMES } from './job-names.ts'
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

test('the names that settings are held against are those of the jobs, and so is which of them run each hour', () => {
  expect(JOB_NAMES).toEqual(nightly.map(({ name }) => name))
  expect(HOURLY_JOBS).toEqual(nightly.flatMap(({ name, every }) => (every === 'hour' ? name : [])))
})

test('a name that is near a job is told with it', () => {
  expect(() => findNamed(jobs, 'expire-credit')).toThrow('did you mean expire-credits?')
})

test('a name that is near no other lists them all', () => {
  expect(() => findNamed(jobs, 'zzz')).toThrow('choose one of expire-credits, check-mail')
})

test('two jobs of one name are refused', () => {
  expect(() => distinct([...jobs, ...jobs])).toThrow('expire-credits')
})
