import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addPlace, type Place } from '../../../test/support/family.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { answer, openTo, record, runAt } from '../../../test/support/requests.ts'
import {
  type Ask,
  always,
  type CreditDay,
  type CreditPolicy,
  type IsoDate,
  type Policy,
} from '../../rules/index.ts'
import { sampleCredit, samplePolicy } from '../../rules/test-world.ts'
import type { Store } from '../../store/open.ts'
import { openQueue } from '../../store/queue.ts'
import { readHistory } from '../../store/replay.ts'
import { expireCreditsJob } from '../expire-credits.ts'
import { flagUnansweredJob } from '../flag-unanswered.ts'
import { runJob } from '../run.ts'
import { viewCredits, viewRequests } from './list.ts'

/* Noor (N1) comes on Monday and Tuesday, 660 minutes each. 2 March 2026 is a Monday, and so is Easter Monday, 6 April. */

let database: Database
let store: Store
let place: Place

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  place = await addPlace(store, 'De Boomhut')
  await addChild(store, 'N1', place, [{ from: '2025-09-01' }])
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const withCredit = (changes: Partial<CreditPolicy>): Policy => ({
  ...samplePolicy,
  credit: { ...sampleCredit, ...changes },
})
const NO_END = always({ from: [], until: [] })
const minutes = withCredit({ unit: { name: 'minutes' }, pays: { ...sampleCredit.pays, together: true } })
const granting = withCredit({ publicHolidays: 'granted', valid: NO_END })

const absence = (date: IsoDate): Ask => ({ kind: 'absence', child: 'N1', date })
const extra = (date: IsoDate): Ask => ({ kind: 'extra', child: 'N1', date })
const cancel = (date: IsoDate): Ask => ({ kind: 'cancel', child: 'N1', date })
const creditDay = (date: IsoDate, more: { from?: IsoDate } = {}): CreditDay => ({
  kind: 'credit-day',
  child: 'N1',
  date,
  ...more,
})
/** 330 minutes. */
const halfDay = (date: IsoDate): Ask => ({ ...creditDay(date), time: { from: '07:30', until: '13:00' } })

const credits = (today: IsoDate = '2026-03-05') => viewCredits(store, {}, today)
const stateOf = async (request: string) =>
  (await viewRequests(store, { limit: 99 })).find(({ id }) => id === request)?.state
const expired = async (moment: string) =>
  (await runJob(store, expireCreditsJob, {}, runAt(moment))).report.expired.map(({ amount }) => amount)

test('a credit is spent in parts until nothing is left, and gives back the part that is declined', async () => {
  await record(store, minutes, absence('2026-03-02'), '2026-03-01 20:00')
  const first = await record(store, minutes, halfDay('2026-03-11'), '2026-03-05 10:00')
  expect(await credits()).toMatchObject([{ unit: 'minutes', amount: 660, left: 330, state: 'usable' }])
  await record(store, minutes, halfDay('2026-03-12'), '2026-03-05 10:01')
  expect(await credits()).toMatchObject([{ left: 0, state: 'used' }])
  await answer(store, minutes, first.request, 'declined', '2026-03-05 12:00')
  expect(await credits()).toMatchObject([{ left: 330, state: 'usable' }])
})

test('what is left of a credit lapses, and what comes back later lapses the night after', async () => {
  await record(store, minutes, absence('2026-03-02'), '2026-03-01 20:00')
  const { request } = await record(store, minutes, halfDay('2026-04-01'), '2026-03-20 10:00')
  expect(await expired('2026-04-02 03:10')).toEqual([330])
  await answer(store, minutes, request, 'declined', '2026-04-02 09:00')
  expect(await expired('2026-04-02 10:00')).toEqual([330])
  expect(await expired('2026-04-03 03:10')).toEqual([])
  expect(await credits('2026-04-03')).toMatchObject([{ left: 660, state: 'lapsed', writtenOff: true }])
})

test('a credit without an end is there after years, and comes back when its day is cancelled', async () => {
  const lasting = withCredit({ valid: NO_END })
  await record(store, lasting, absence('2026-03-02'), '2026-03-01 20:00')
  expect(await expired('2031-03-01 03:10')).toEqual([])
  const { request } = await record(store, lasting, creditDay('2031-03-12'), '2031-03-03 10:00')
  await answer(store, lasting, request, 'granted', '2031-03-03 12:00')
  expect(await credits('2031-03-04')).toMatchObject([{ expiresOn: null, state: 'used' }])
  await record(store, lasting, cancel('2031-03-12'), '2031-03-04 10:00')
  expect(await credits('2031-03-04')).toMatchObject([{ expiresOn: null, state: 'usable' }])
})

test('a credit that the house rules give is written down once, also by two that spend it at the same time', async () => {
  const other = await openTo(database)
  const reports = await Promise.all([
    record(store, granting, creditDay('2026-04-22'), '2026-04-10 10:00'),
    record(other, granting, creditDay('2026-04-23'), '2026-04-10 10:00'),
  ])
  await other.close()
  expect(reports.map(({ state }) => state).toSorted()).toEqual(['open', 'refused'])
  expect(await credits()).toMatchObject([{ absentOn: '2026-04-06', state: 'used' }])
})

test('a given credit that comes back is spent again, and is not given anew two years later', async () => {
  const { request } = await record(store, granting, creditDay('2026-04-22'), '2026-04-10 10:00')
  await answer(store, granting, request, 'declined', '2026-04-10 12:00')
  const ask = { from: '2026-04-06' } as const
  const again = await record(store, granting, creditDay('2026-04-23', ask), '2026-04-10 13:00')
  await answer(store, granting, again.request, 'granted', '2026-04-10 14:00')
  const later = await record(store, granting, creditDay('2028-12-13', ask), '2028-12-01 10:00')
  expect([again.state, later.state]).toEqual(['open', 'refused'])
  expect(await credits()).toHaveLength(1)
})

test('a replay knows what a given credit was given for, so that it is not given again', async () => {
  await record(store, granting, creditDay('2026-04-22', { from: '2026-04-06' }), '2026-04-10 10:00')
  const { credits: stored } = await readHistory(store.read)
  expect(stored).toMatchObject([{ absentOn: '2026-04-06', granted: 'closed-day' }])
})

test('a swap can no longer be granted when the day given up has come, whatever notice the house rules ask', async () => {
  const policy = { ...samplePolicy, swap: { ...samplePolicy.swap, afterToday: false } }
  const swap: Ask = { kind: 'swap', child: 'N1', give: '2026-03-09', take: '2026-03-20' }
  const { request } = await record(store, policy, swap, '2026-03-03 10:00')
  const refused = await answer(store, policy, request, 'granted', '2026-03-10 09:00')
  expect(refused).toMatchObject({ state: 'open', broken: [{ rule: 'swap.notice' }] })
  expect(await answer(store, policy, request, 'granted', '2026-03-09 07:00')).toMatchObject({
    state: 'granted',
  })
})

test('what the rules themselves answer is granted at once', async () => {
  const policy = { ...samplePolicy, answer: { ...samplePolicy.answer, by: always('rules' as const) } }
  const report = await record(store, policy, extra('2026-03-26'), '2026-03-06 16:00')
  expect(report).toMatchObject({ state: 'granted', answerDue: undefined })
  expect(await viewRequests(store, { limit: 9 })).toMatchObject([{ answeredAt: '2026-03-06T16:00:00' }])
})

test('an answer is due two working days after the day from which is decided, and not flagged before', async () => {
  const decided = always({ kind: 'length', length: { count: 1, unit: 'weeks' } } as const)
  const policy = { ...samplePolicy, answer: { ...samplePolicy.answer, decided } }
  const report = await record(store, policy, extra('2026-03-26'), '2026-03-06 16:00')
  expect(report).toMatchObject({ decidedFrom: '2026-03-19', answerDue: '2026-03-23' })
  const queue = await openQueue(store)
  const flag = async (moment: string) =>
    (await runJob(store, flagUnansweredJob(queue), {}, runAt(moment))).summary.counts.flagged
  expect([await flag('2026-03-23 06:00'), await flag('2026-03-24 06:00')]).toEqual([0, 1])
  await queue.close()
})

test('a cancellation that the location must look at takes effect when it is granted', async () => {
  const policy = {
    ...samplePolicy,
    cancel: { ...samplePolicy.cancel, granted: always('unpublished' as const) },
  }
  await record(store, policy, absence('2026-03-02'), '2026-03-01 20:00')
  const day = await record(store, policy, creditDay('2026-03-11'), '2026-03-05 10:00')
  await answer(store, policy, day.request, 'granted', '2026-03-05 12:00')
  const { request } = await record(store, policy, cancel('2026-03-11'), '2026-03-06 10:00')
  expect([await stateOf(request), await stateOf(day.request)]).toEqual(['open', 'granted'])
  expect(await credits()).toMatchObject([{ state: 'used' }])
  await answer(store, policy, request, 'granted', '2026-03-06 12:00')
  expect([await stateOf(request), await stateOf(day.request)]).toEqual(['granted', 'cancelled'])
  expect(await credits()).toMatchObject([{ state: 'usable' }])
})

test('a cancellation too late earns credit where the house rules charge and credit it', async () => {
  const late = always('charged-and-credited' as const)
  const policy = { ...samplePolicy, cancel: { ...samplePolicy.cancel, late } }
  const { request } = await record(store, policy, extra('2026-03-11'), '2026-03-05 10:00')
  await answer(store, policy, request, 'granted', '2026-03-05 12:00')
  await record(store, policy, cancel('2026-03-11'), '2026-03-11 06:00')
  expect(await stateOf(request)).toBe('cancelled')
  expect(await credits()).toMatchObject([{ absentOn: '2026-03-11', state: 'usable' }])
})

test('without room the location may grant where the house rules leave that to it', async () => {
  const policy = { ...samplePolicy, place: { ...samplePolicy.place, short: 'needs-review' as const } }
  await store.record((write) => write.updateTable('groups').set({ places: 0 }).execute())
  const { request, state } = await record(store, policy, extra('2026-03-11'), '2026-03-05 10:00')
  expect(state).toBe('open')
  expect((await viewRequests(store, { limit: 9 }))[0]?.consequences).toMatchObject({ invoiced: 660 })
  expect(await answer(store, policy, request, 'granted', '2026-03-05 12:00')).toMatchObject({
    state: 'granted',
  })
})

test('of two requests that wait no more are granted than the house rules allow', async () => {
  const cap = { most: always(1), per: 'month', counted: 'taken', of: 'child', partYear: 'whole' } as const
  const policy = { ...samplePolicy, extra: { ...samplePolicy.extra, caps: [cap] } }
  const one = await record(store, policy, extra('2026-03-11'), '2026-03-05 10:00')
  const other = await record(store, policy, extra('2026-03-12'), '2026-03-05 10:01')
  await answer(store, policy, one.request, 'granted', '2026-03-05 12:00')
  const refused = await answer(store, policy, other.request, 'granted', '2026-03-05 12:01')
  expect(refused).toMatchObject({ state: 'open', broken: [{ rule: 'request.cap' }] })
})

test('a group is found by its name at the locations of the child', async () => {
  const inGroup = (group: string) =>
    record(store, samplePolicy, extra('2026-03-11'), '2026-03-05 10:00', { group })
  const report = await inGroup('De Boomhut/Bijtjes')
  expect(report.ask).toMatchObject({ group: String(place.group) })
  expect((await inGroup('Bijtjes')).request).toBe(report.request)
  await expect(inGroup('Uilen')).rejects.toThrow('no group "Uilen": choose one of De Boomhut/Bijtjes')
})

test('where absences earn nothing an absence is accepted all the same', async () => {
  const policy = { ...samplePolicy, credit: undefined }
  const report = await record(store, policy, absence('2026-03-02'), '2026-03-01 20:00')
  expect(report.state).toBe('granted')
  expect(await credits()).toEqual([])
})
