import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverAndRead } from '../../test/support/delivered.ts'
import { addChild, addGuardian, addPlace, type Place } from '../../test/support/family.ts'
import { runNight } from '../../test/support/night.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'

let database: Database
let store: Store
let place: Place
let child: number

/** Monday: the first care day of the child. Asked from the Monday after. */
const START = '2026-03-02'
const DUE = '2026-03-09 09:00'

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  child = await addChild(store, 'K1', place, [{ from: START }])
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const remind = (wall: string, options: { dryRun?: boolean } = {}) =>
  runNight(store, 'remind-consents', wall, options)

const consent = (guardian: number, of: number, withdrawn: string | null = null) =>
  store.record((write) =>
    write
      .insertInto('consents')
      .values({
        guardian_id: guardian,
        child_id: of,
        purpose: 'share-photos',
        given_at: '2026-03-02T08:00:00Z',
        withdrawn_at: withdrawn,
      })
      .execute(),
  )

const asked = async (wall: string) => {
  const { at, counts } = await remind(wall)
  const { mails } = await deliverAndRead(store, at)
  return { counts, to: mails.map(({ to }) => to), mails }
}

test('a guardian who said nothing is asked a week after the first care day, and once', async () => {
  await addGuardian(store, [child], { email: 'zoe@ouders.example', firstName: 'Zoë' })
  expect((await asked('2026-03-08 23:59')).to).toEqual([])
  const { to, mails } = await asked(DUE)
  expect(to).toEqual(['zoe@ouders.example'])
  expect(mails[0]).toMatchObject({ subject: "Mogen wij foto's van uw kind delen?" })
  expect(mails[0]?.text).toContain('- Noor')
  expect(mails[0]?.text).toContain('https://portaal.example')
  expect((await asked('2026-03-10 09:00')).counts).toEqual({ guardians: 0, children: 0 })
})

test('days without a run are caught up with', async () => {
  await addGuardian(store, [child], { email: 'zoe@ouders.example' })
  expect((await asked('2026-03-12 09:00')).to).toHaveLength(1)
})

test('who started long ago is not asked any more', async () => {
  await addGuardian(store, [child], { email: 'zoe@ouders.example' })
  expect((await remind('2026-04-06 09:00', { dryRun: true })).counts).toMatchObject({ guardians: 1 })
  expect((await remind('2026-04-07 09:00')).counts).toMatchObject({ guardians: 0 })
})

test('who gave consent, or withdrew it, has answered', async () => {
  const gave = await addGuardian(store, [child], { email: 'gave@ouders.example' })
  const refused = await addGuardian(store, [child], { email: 'refused@ouders.example' })
  await consent(gave, child)
  await consent(refused, child, '2026-03-03T08:00:00Z')
  expect((await remind(DUE)).counts).toMatchObject({ guardians: 0 })
})

test('the answer of one guardian is none of the other, who is asked without a word of it', async () => {
  const gave = await addGuardian(store, [child], { email: 'gave@ouders.example', firstName: 'Anna' })
  await addGuardian(store, [child], { email: 'zoe@ouders.example', firstName: 'Zoë' })
  await consent(gave, child)
  const { to, mails } = await asked(DUE)
  expect(to).toEqual(['zoe@ouders.example'])
  expect(`${mails[0]?.text} ${mails[0]?.html}`).not.toMatch(/Anna|gave@/)
})

test('one mail asks for all children, and a sibling who starts later is asked for alone', async () => {
  const sibling = await addChild(store, 'K2', place, [{ from: START }])
  const later = await addChild(store, 'K3', place, [{ from: '2026-03-16' }])
  await addGuardian(store, [child, sibling, later], { email: 'zoe@ouders.example' })
  expect((await asked(DUE)).counts).toEqual({ guardians: 1, children: 2 })
  expect((await asked('2026-03-23 09:00')).counts).toEqual({ guardians: 1, children: 1 })
})

test.each<readonly [who: string, change: (guardian: number) => Promise<unknown>]>([
  [
    'without custody',
    (id) =>
      store.record((write) =>
        write.updateTable('child_guardians').set({ custody: false }).where('guardian_id', '=', id).execute(),
      ),
  ],
  [
    'without an address',
    (id) =>
      store.record((write) =>
        write.updateTable('guardians').set({ email: null, email_key: null }).where('id', '=', id).execute(),
      ),
  ],
  [
    'whose account is closed',
    (id) =>
      store.record((write) =>
        write.insertInto('accounts').values({ guardian_id: id, state: 'closed' }).execute(),
      ),
  ],
  [
    'whose child has left',
    () => store.record((write) => write.updateTable('contracts').set({ last_day: '2026-03-06' }).execute()),
  ],
])('a guardian %s is not asked', async (_who, change) => {
  const guardian = await addGuardian(store, [child], { email: 'zoe@ouders.example' })
  await change(guardian)
  expect((await remind(DUE)).counts).toMatchObject({ guardians: 0 })
})

test('who answers before the mail leaves is not asked, and only for the child that was answered for', async () => {
  const sibling = await addChild(store, 'K2', place, [{ from: START }])
  const started = await addChild(store, 'K3', place, [{ from: '2026-03-09' }])
  const guardian = await addGuardian(store, [child, sibling, started], { email: 'zoe@ouders.example' })
  const other = await addGuardian(store, [child], { email: 'sam@ouders.example' })
  await remind(DUE)
  await consent(other, child)
  await consent(guardian, child)
  await store.record((write) =>
    write.updateTable('children').set({ first_name: 'Sem' }).where('id', '=', sibling).execute(),
  )
  const { counts, mails } = await deliverAndRead(store, momentAtWall(DUE))
  expect(counts).toMatchObject({ sent: 1, skipped: 1 })
  expect(mails[0]?.text.match(/^- .*$/gm)).toEqual(['- Sem'])
})

test('a dry run writes nothing', async () => {
  await addGuardian(store, [child], { email: 'zoe@ouders.example' })
  expect((await remind(DUE, { dryRun: true })).counts).toMatchObject({ guardians: 1 })
  expect(await store.read.selectFrom('mails').select('id').execute()).toEqual([])
})

const fail = (reason: string) =>
  store.record((write) => write.updateTable('mails').set({ state: 'failed', reason }).execute())

const audited = () => store.read.selectFrom('audit').select('details').orderBy('id').execute()

test('a question that had no address to go to is asked again when there is one, as the same mail', async () => {
  const guardian = await addGuardian(store, [child], { email: 'zoe@ouders.example' })
  await remind(DUE)
  const before = await store.read.selectFrom('mails').select(['id', 'message_id']).execute()
  const moveTo = (email: string | null) =>
    store.record((write) =>
      write.updateTable('guardians').set({ email, email_key: email }).where('id', '=', guardian).execute(),
    )
  await moveTo(null)
  expect((await deliverAndRead(store, momentAtWall(DUE))).counts).toMatchObject({ failed: 1 })
  expect((await remind('2026-03-10 09:00')).counts).toMatchObject({ guardians: 0 })
  await moveTo('zoe@nieuw.example')
  expect((await remind('2026-03-11 09:00', { dryRun: true })).counts).toMatchObject({ guardians: 1 })
  expect((await asked('2026-03-11 09:00')).to).toEqual(['zoe@nieuw.example'])
  expect(await store.read.selectFrom('mails').select('id').execute()).toEqual(
    before.map(({ id }) => ({ id })),
  )
  expect((await asked('2026-03-12 09:00')).counts).toEqual({ guardians: 0, children: 0 })
})

test('a question that failed by itself is left to a person: no night counts or audits it again', async () => {
  await addGuardian(store, [child], { email: 'zoe@ouders.example' })
  await remind(DUE)
  await fail('mail server mx.example:25 refused the mail: 552 5.3.4')
  expect((await remind('2026-03-10 09:00')).counts).toEqual({ guardians: 0, children: 0 })
  expect(await audited()).toHaveLength(1)
})

test('a question that came back from a mailbox that works again is asked again', async () => {
  await addGuardian(store, [child], { email: 'zoe@ouders.example' })
  await remind(DUE)
  await fail('came back: 5.1.1')
  expect((await asked('2026-03-10 09:00')).to).toEqual(['zoe@ouders.example'])
})
