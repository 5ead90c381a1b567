import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dumpDatabase } from '../../../test/support/dump.ts'
import { addChild, addGuardian, addPlace, type Place } from '../../../test/support/family.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { answer as answerBy, openTo, record as recordBy, runAt } from '../../../test/support/requests.ts'
import { loadPolicy } from '../../policy/load.ts'
import type { Ask, IsoDate, Policy } from '../../rules/index.ts'
import type { Store } from '../../store/open.ts'
import { openQueue, type Queue } from '../../store/queue.ts'
import { expireCreditsJob } from '../expire-credits.ts'
import { flagUnansweredJob } from '../flag-unanswered.ts'
import { REQUESTS_LOCK, runJob, runSlot, takeLock } from '../run.ts'
import { answerJob } from './answer.ts'
import { viewCredits, viewRequests } from './list.ts'
import { recordJob } from './record.ts'

/* Noor (N1) comes on Monday and Tuesday. 2 March 2026 is a Monday. */

let database: Database
let store: Store
let queue: Queue
let policy: Policy
let place: Place

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  queue = await openQueue(store)
  policy = (await loadPolicy('delangekeizer', join(import.meta.dirname, '../../../policies'))).versions[0]
  place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  await addChild(store, 'N1', place, [{ from: '2025-09-01' }])
})

afterEach(async () => {
  await queue.close()
  await store.close()
  await database.drop()
})

const record = (ask: Ask, moment: string, by: Store = store) => recordBy(by, policy, ask, moment)
const answer = (request: string, given: 'granted' | 'declined', moment = '2026-03-05 12:00') =>
  answerBy(store, policy, request, given, moment)

const absence = (date: IsoDate): Ask => ({ kind: 'absence', child: 'N1', date })
const extra = (date: IsoDate): Ask => ({ kind: 'extra', child: 'N1', date })
const creditDay = (date: IsoDate): Ask => ({ kind: 'credit-day', child: 'N1', date })
const cancel = (date: IsoDate): Ask => ({ kind: 'cancel', child: 'N1', date })
const earnOne = () => record(absence('2026-03-02'), '2026-03-01 20:00')
const brokenIn = ({ verdict }: Awaited<ReturnType<typeof record>>) =>
  verdict.reasons.filter(({ held }) => held === false).map(({ rule }) => rule)
const creditStates = async (today: IsoDate = '2026-03-05') =>
  (await viewCredits(store, {}, today)).map(({ state }) => state)

test('the same request given twice at one moment is kept once', async () => {
  const first = await earnOne()
  const again = await earnOne()
  expect(again).toEqual({ ...first, unchanged: true })
  expect(await viewRequests(store, { limit: 9 })).toHaveLength(1)
  expect(await creditStates()).toEqual(['usable'])
})

test('an absence reported again later is refused and earns no second credit', async () => {
  await earnOne()
  const again = await record(absence('2026-03-02'), '2026-03-01 21:00')
  expect(brokenIn(again)).toEqual(['day.planned'])
  expect(await creditStates()).toEqual(['usable'])
})

test('two credit days asked at the same time spend one credit once', async () => {
  await earnOne()
  const other = await openTo(database)
  const reports = await Promise.all([
    record(creditDay('2026-03-11'), '2026-03-05 10:00'),
    record(creditDay('2026-03-12'), '2026-03-05 10:00', other),
  ])
  await other.close()
  expect(reports.map(({ state }) => state).toSorted()).toEqual(['open', 'refused'])
  expect(await creditStates()).toEqual(['used'])
})

test('a declined credit day gives the credit back, with its own last day', async () => {
  await earnOne()
  const { request } = await record(creditDay('2026-03-11'), '2026-03-05 10:00')
  expect(await answer(request, 'declined')).toMatchObject({ state: 'declined', returnedCredits: 1 })
  expect(await viewCredits(store, {}, '2026-03-05')).toEqual([
    expect.objectContaining({ state: 'usable', expiresOn: '2026-04-01' }),
  ])
})

test('the same answer given twice returns a credit once, and another answer is refused', async () => {
  await earnOne()
  const { request } = await record(creditDay('2026-03-11'), '2026-03-05 10:00')
  await answer(request, 'declined')
  expect(await answer(request, 'declined')).toMatchObject({ unchanged: true, returnedCredits: 0 })
  await expect(answer(request, 'granted')).rejects.toThrow('declined already')
})

test('a granted credit day that is cancelled in time gives the credit back', async () => {
  await earnOne()
  const { request } = await record(creditDay('2026-03-11'), '2026-03-05 10:00')
  await answer(request, 'granted')
  expect(await record(cancel('2026-03-11'), '2026-03-06 10:00')).toMatchObject({ state: 'granted' })
  expect(await creditStates()).toEqual(['usable'])
  const states = (await viewRequests(store, { limit: 9 })).map(({ kind, state }) => [kind, state])
  expect(states).toContainEqual(['credit-day', 'cancelled'])
})

test('a cancellation too late changes nothing', async () => {
  const { request } = await record(extra('2026-03-11'), '2026-03-05 10:00')
  await answer(request, 'granted')
  expect(await record(cancel('2026-03-11'), '2026-03-10 07:31')).toMatchObject({ state: 'refused' })
  expect((await viewRequests(store, { state: 'granted', limit: 9 })).map(({ id }) => id)).toEqual([request])
})

test('a swap can no longer be granted when the day given up was reported absent meanwhile', async () => {
  const swap: Ask = { kind: 'swap', child: 'N1', give: '2026-03-10', take: '2026-03-12' }
  const { request } = await record(swap, '2026-03-02 10:00')
  await record(absence('2026-03-10'), '2026-03-03 10:00')
  const refused = await answer(request, 'granted')
  expect(refused.state).toBe('open')
  expect(refused.broken.map(({ rule }) => rule)).toEqual(['day.planned'])
  expect(await answer(request, 'declined')).toMatchObject({ state: 'declined' })
})

test('a swap can no longer be granted when the day given up has come', async () => {
  const swap: Ask = { kind: 'swap', child: 'N1', give: '2026-03-09', take: '2026-03-20' }
  const { request } = await record(swap, '2026-03-03 10:00')
  const refused = await answer(request, 'granted', '2026-03-10 09:00')
  expect(refused).toMatchObject({ state: 'open', broken: [{ rule: 'swap.future' }] })
  expect(await answer(request, 'granted', '2026-03-06 09:00')).toMatchObject({ state: 'granted' })
})

test('a request with an unknown fact waits, and holds its credit meanwhile', async () => {
  await earnOne()
  await store.record((write) => write.updateTable('groups').set({ places: null }).execute())
  const report = await record(creditDay('2026-03-11'), '2026-03-05 10:00')
  expect(report).toMatchObject({ state: 'open', verdict: { outcome: 'needs-review' } })
  expect(await creditStates()).toEqual(['used'])
})

test('staff without a reason is refused, and the refusal is kept with its verdict', async () => {
  const options = { ask: extra('2026-03-11'), by: 'staff' as const }
  const { report } = await runJob(store, recordJob(policy, queue), options, runAt('2026-03-05 10:00'))
  expect(brokenIn(report)).toEqual(['request.digital'])
  expect(await viewRequests(store, { state: 'refused', limit: 9 })).toHaveLength(1)
})

test('the last place in a group is granted once', async () => {
  await store.record((write) => write.updateTable('groups').set({ places: 1 }).execute())
  await addChild(store, 'N2', place, [{ from: '2025-09-01', days: { fri: '07:30-18:30' } }])
  const [one, other] = [
    await record(extra('2026-03-12'), '2026-03-05 10:00'),
    await record({ ...extra('2026-03-12'), child: 'N2' }, '2026-03-05 10:01'),
  ]
  expect(await answer(one.request, 'granted')).toMatchObject({ state: 'granted', broken: [] })
  const refused = await answer(other.request, 'granted')
  expect(refused).toMatchObject({ state: 'open', broken: [{ rule: 'group.has-place' }] })
})

test('a request keeps for which guardian staff entered it, who is then told to phone', async () => {
  const child = await store.read.selectFrom('children').select('id').executeTakeFirstOrThrow()
  const guardian = await addGuardian(store, [child.id], { email: 'ouder@example.org' })
  const options = { ask: extra('2026-03-26'), by: 'staff' as const, because: 'phoned', guardian: 1 }
  await runJob(store, recordJob(policy, queue), options, runAt('2026-03-06 16:00'))
  await runJob(store, flagUnansweredJob(queue), {}, runAt('2026-03-11 06:00'))
  const mails = await store.read.selectFrom('mails').select(['template', 'guardian_id']).execute()
  expect(mails).toContainEqual({ template: 'unanswered-guardian', guardian_id: guardian })
})

test('a guardian that the child does not have is refused', async () => {
  const options = { ask: extra('2026-03-26'), by: 'staff' as const, because: 'phoned', guardian: 2 }
  const run = runJob(store, recordJob(policy, queue), options, runAt('2026-03-06 16:00'))
  await expect(run).rejects.toThrow('guardian 2')
})

test('a credit that came back after its last day is written off by the next night', async () => {
  await earnOne()
  const { request } = await record(creditDay('2026-04-01'), '2026-03-20 10:00')
  const expire = async (moment: string) =>
    (await runJob(store, expireCreditsJob, {}, runAt(moment))).summary.counts.expired
  expect(await expire('2026-04-02 03:10')).toBe(0)
  await answer(request, 'declined', '2026-04-02 09:00')
  expect(await expire('2026-04-03 03:10')).toBe(1)
  expect(await expire('2026-04-03 03:11')).toBe(0)
  expect(await viewCredits(store, {}, '2026-04-03')).toEqual([
    expect.objectContaining({ state: 'lapsed', writtenOff: true }),
  ])
})

test('nights that were missed are caught up: a credit expires weeks later all the same', async () => {
  await earnOne()
  const { report } = await runJob(store, expireCreditsJob, {}, runAt('2026-05-20 03:10'))
  expect(report.expired).toEqual([expect.objectContaining({ child: 'N1', expiresOn: '2026-04-01' })])
})

test('a slot is run once, also by two daemons at the same time', async () => {
  const other = await openTo(database)
  const run = (by: Store) =>
    runSlot(by, expireCreditsJob, {}, runAt('2026-04-02 03:10'), 'expire-credits 2026-04-02')
  const results = await Promise.all([run(store), run(other)])
  await other.close()
  expect(results.filter((result) => result !== undefined)).toHaveLength(1)
})

test('an unanswered request is flagged once and its location told once', async () => {
  await record(extra('2026-03-26'), '2026-03-06 16:00')
  const flag = (moment: string) => runJob(store, flagUnansweredJob(queue), {}, runAt(moment))
  await flag('2026-03-11 06:00')
  await flag('2026-03-11 06:00')
  const mails = await store.read.selectFrom('mails').select(['template', 'location_id']).execute()
  expect(mails).toEqual([{ template: 'unanswered-digest', location_id: place.location }])
})

test('one that is being answered at this moment is not flagged, and the run does not fail', async () => {
  const { request } = await record(extra('2026-03-26'), '2026-03-06 16:00')
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const portal = store.record(async (write) => {
    await takeLock(write, REQUESTS_LOCK)
    await write.updateTable('requests').set({ state: 'declined' }).where('id', '=', request).execute()
    begun.resolve()
    await end.promise
  })
  await begun.promise
  const flagging = runJob(store, flagUnansweredJob(queue), {}, runAt('2026-03-11 06:00'))
  setTimeout(end.resolve, 300)
  expect((await flagging).summary.counts).toEqual({ flagged: 0 })
  await portal
})

test('a dry run of any of these changes nothing', async () => {
  await earnOne()
  const { request } = await record(extra('2026-03-26'), '2026-03-06 16:00')
  const before = await dumpDatabase(database.url)
  const later = runAt('2026-05-01 06:00', true)
  const ask = { ask: absence('2026-05-04'), by: 'staff' as const, because: 'phoned' }
  await runJob(store, recordJob(policy, queue), ask, later)
  await runJob(store, answerJob(policy, queue), { request, answer: 'granted' }, later)
  await runJob(store, expireCreditsJob, {}, later)
  await runJob(store, flagUnansweredJob(queue), {}, later)
  expect(await dumpDatabase(database.url)).toBe(before)
})
