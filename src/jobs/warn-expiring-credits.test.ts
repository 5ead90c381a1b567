import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverAndRead } from '../../test/support/delivered.ts'
import { addChild, addGuardian, addPlace, type Place } from '../../test/support/family.ts'
import { runNight } from '../../test/support/night.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { type IsoDate, momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'

let database: Database
let store: Store
let place: Place
let child: number
let guardian: number

const MONDAY = '2026-03-02 09:10'

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  place = await addPlace(store, 'De Boomhut')
  child = await addChild(store, 'K1', place, [{ from: '2024-09-02' }])
  guardian = await addGuardian(store, [child], { email: 'zoe@ouders.example', firstName: 'Zoë' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

async function addCredit(of: number, lastDay: IsoDate, minutes = 630): Promise<string> {
  const [id, request] = [randomUUID(), randomUUID()]
  await store.record(async (write) => {
    await write
      .insertInto('requests')
      .values({
        id: request,
        child_id: of,
        kind: 'absence',
        date: '2026-02-02',
        ask: '{}',
        asked_at: '2026-02-01T10:00:00Z',
        asked_by: 'guardian',
        state: 'granted',
        verdict: '{}',
        consequences: '{}',
        policy_name: 'sample',
        policy_from: '2020-01-01',
      })
      .execute()
    await write
      .insertInto('credits')
      .values({
        id,
        child_id: of,
        care_type: 'KDV',
        absent_on: '2026-02-02',
        usable_from: '2026-02-03',
        expires_on: lastDay,
        unit: 'minutes',
        amount: minutes,
        minutes,
        request_id: request,
      })
      .execute()
    await write
      .insertInto('credit_entries')
      .values({
        credit_id: id,
        kind: 'earned',
        amount: minutes,
        at: '2026-02-01T10:00:00Z',
        key: `earned/${id}`,
      })
      .execute()
  })
  return id
}

const spend = (credit: string, minutes = 630) =>
  store.record((write) =>
    write
      .insertInto('credit_entries')
      .values({
        credit_id: credit,
        kind: 'spent',
        amount: -minutes,
        at: '2026-03-02T10:00:00Z',
        key: randomUUID(),
      })
      .execute(),
  )

const warn = (wall: string, options: { dryRun?: boolean } = {}) =>
  runNight(store, 'warn-expiring-credits', wall, options)

const warned = async (wall: string) => {
  const { at, counts } = await warn(wall)
  return { ...(await deliverAndRead(store, at)), counts }
}

test('credit is told of seven days before its last day, with what is left in words, and once', async () => {
  const credit = await addCredit(child, '2026-03-09')
  await spend(credit, 30)
  expect((await warn('2026-03-01 23:59', { dryRun: true })).counts).toEqual({ guardians: 0, credits: 0 })
  const { mails } = await warned(MONDAY)
  expect(mails.map(({ to }) => to)).toEqual(['zoe@ouders.example'])
  expect(mails[0]).toMatchObject({ subject: 'Uw tegoed vervalt binnenkort' })
  expect(mails[0]?.text).toContain('Noor: 10 uur, maandag 9 maart 2026')
  expect((await warn('2026-03-03 09:10')).counts).toEqual({ guardians: 0, credits: 0 })
})

test('days without a run are caught up with, up to the last day of use', async () => {
  await addCredit(child, '2026-03-09')
  expect((await warn('2026-03-09 09:10', { dryRun: true })).counts).toMatchObject({ credits: 1 })
  expect((await warn('2026-03-10 09:10')).counts).toMatchObject({ credits: 0 })
})

test('one mail has all credits of the children, those of one child and day as one amount, the first to lapse first', async () => {
  const sibling = await addChild(store, 'K2', place, [{ from: '2024-09-02' }])
  await store.record((write) =>
    write
      .insertInto('child_guardians')
      .values({ child_id: sibling, position: 1, guardian_id: guardian, custody: true })
      .execute(),
  )
  await store.record((write) =>
    write.updateTable('children').set({ first_name: 'Sem' }).where('id', '=', sibling).execute(),
  )
  await addCredit(child, '2026-03-09')
  await addCredit(child, '2026-03-09', 30)
  await addCredit(sibling, '2026-03-05')
  const { counts, mails } = await warned(MONDAY)
  expect(counts).toEqual({ guardians: 1, credits: 3 })
  expect(mails[0]?.text.match(/^(Noor|Sem): .*$/gm)).toEqual([
    'Sem: 10 uur en 30 minuten, donderdag 5 maart 2026',
    'Noor: 11 uur, maandag 9 maart 2026',
  ])
})

test('each guardian gets an own mail, in the own language, with nothing of the other', async () => {
  await addGuardian(store, [child], { email: 'sam@ouders.example', firstName: 'Sam', language: 'en' })
  await addCredit(child, '2026-03-09')
  const { mails } = await warned(MONDAY)
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    ['sam@ouders.example', 'Your credit is about to lapse'],
    ['zoe@ouders.example', 'Uw tegoed vervalt binnenkort'],
  ])
  expect(mails[0]?.text).toContain('Noor: 10 hours and 30 minutes, Monday')
  expect(`${mails[0]?.text} ${mails[0]?.html}`).not.toMatch(/Zoë|zoe@/)
  expect(`${mails[1]?.text} ${mails[1]?.html}`).not.toMatch(/Sam|sam@/)
})

test('credit of which nothing is left is not told of', async () => {
  await spend(await addCredit(child, '2026-03-09'))
  expect((await warn(MONDAY)).counts).toMatchObject({ credits: 0 })
})

test('credit of a child that has left is not told of: it can be used no more', async () => {
  await addCredit(child, '2026-03-09')
  await store.record((write) => write.updateTable('contracts').set({ last_day: '2026-02-27' }).execute())
  expect((await warn(MONDAY)).counts).toMatchObject({ credits: 0 })
})

test('what is spent before the mail leaves is left out of it', async () => {
  const spent = await addCredit(child, '2026-03-05')
  await addCredit(child, '2026-03-09')
  await warn(MONDAY)
  await spend(spent)
  const { mails } = await deliverAndRead(store, momentAtWall(MONDAY))
  expect(mails[0]?.text).not.toContain('5 maart')
  expect(mails[0]?.text).toContain('9 maart')
})

test('when nothing is left before the mail leaves, it does not', async () => {
  const credit = await addCredit(child, '2026-03-09')
  await warn(MONDAY)
  await spend(credit)
  expect((await deliverAndRead(store, momentAtWall(MONDAY))).counts).toMatchObject({ sent: 0, skipped: 1 })
})

test('a mail that is too late does not tell of what has lapsed', async () => {
  await addCredit(child, '2026-03-09')
  await warn(MONDAY)
  expect((await deliverAndRead(store, momentAtWall('2026-03-10 08:00'))).counts).toMatchObject({ skipped: 1 })
})

test('credit that is earned later is told of in a mail of its own', async () => {
  await addCredit(child, '2026-03-09')
  await warned(MONDAY)
  await addCredit(child, '2026-03-10', 60)
  const { mails } = await warned('2026-03-03 09:10')
  expect(mails[0]?.text).toContain('Noor: 1 uur, dinsdag 10 maart 2026')
  expect(mails[0]?.text).not.toContain('9 maart')
})

test('a warning that failed is made again only where its address was to blame and works now', async () => {
  await addCredit(child, '2026-03-09')
  await warn(MONDAY)
  const fail = (reason: string) =>
    store.record((write) => write.updateTable('mails').set({ state: 'failed', reason }).execute())
  await fail('mail server mx.example:25 refused the mail: 552 5.3.4')
  expect((await warn('2026-03-03 09:10')).counts).toEqual({ guardians: 0, credits: 0 })
  await fail('there is no e-mail address')
  expect((await warned('2026-03-04 09:10')).mails).toHaveLength(1)
})
