import { afterAll, beforeAll, expect, test } from 'vitest'
import { dumpDatabase } from '../../test/support/dump.ts'
import {
  type Adult,
  addChild,
  addGuardian,
  addPlace,
  bounce,
  type Care,
  type Place,
} from '../../test/support/family.ts'
import { invite, NOW } from '../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { momentAtWall } from '../rules/index.ts'
import { changeAddresses } from '../store/accounts.ts'
import { openStore, type Store } from '../store/open.ts'

let database: Database
let store: Store
let place: Place
let families = 0

beforeAll(async () => {
  database = await freshDatabase()
  store = await openAgain()
  place = await addPlace(store, 'De Boomhut')
})

afterAll(async () => {
  await store.close()
  await database.drop()
})

const openAgain = () => openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })

/** A family of its own for each test: one child, by its number, and one guardian. */
async function addFamily(care: readonly Care[], adult: Adult = {}) {
  const number = `K${++families}`
  const child = await addChild(store, number, place, care)
  const guardian = await addGuardian(store, [child], { email: `ouder${families}@ouders.example`, ...adult })
  return { number, child, guardian }
}

const standings: readonly [sentence: string, standing: string, care: readonly Care[], adult?: Adult][] = [
  ['care that starts in 14 days is near enough', 'due', [{ from: '2026-03-16' }]],
  ['care that starts in 15 days is not', 'notYet', [{ from: '2026-03-17' }]],
  [
    'the first care day counts, not the first day of the contract',
    'notYet',
    [{ from: '2026-03-11', days: { tue: '07:30-18:30' } }],
  ],
  [
    'a first care day on a public holiday is no care day',
    'notYet',
    [{ from: '2026-05-25', days: { mon: '07:30-18:30' } }],
  ],
  ['care that began long ago is due at once', 'due', [{ from: '2024-09-02' }]],
  ['care that ends today is still care', 'due', [{ from: '2024-09-02', until: '2026-03-02' }]],
  ['care that ended yesterday is a departure', 'departed', [{ from: '2024-09-02', until: '2026-03-01' }]],
  [
    'a child that returns later starts anew',
    'notYet',
    [{ from: '2024-09-02', until: '2026-02-28' }, { from: '2026-06-01' }],
  ],
  ['a child without a contract is still to come', 'notYet', []],
  ['a guardian without an address gets no mail', 'noAddress', [{ from: '2026-03-09' }], { email: null }],
  ['a guardian with an active account gets none', 'active', [{ from: '2026-03-09' }], { account: 'active' }],
  [
    'a guardian whose account was closed is invited again',
    'due',
    [{ from: '2026-03-09' }],
    { account: 'closed' },
  ],
]

test.each(standings)('%s', async (_sentence, standing, care, adult) => {
  const { number } = await addFamily(care, adult)
  const { report } = await invite(store, { child: number }, { dryRun: true })
  expect(report.counts).toMatchObject({ guardians: 1, [standing]: 1 })
})

test('a guardian with two children that start gets one mail, about both', async () => {
  const { number, child, guardian } = await addFamily([{ from: '2026-03-09' }])
  const sibling = await addChild(store, `${number}b`, place, [{ from: '2026-03-10' }])
  const other = await addGuardian(store, [child, sibling], { email: 'beide@ouders.example' })
  const { report } = await invite(store, { location: 'De Boomhut' }, { dryRun: true })
  expect(report.invite.find((one) => one.guardian === other)?.children).toEqual([
    { child: number, location: 'De Boomhut', firstCareDay: '2026-03-09' },
    { child: `${number}b`, location: 'De Boomhut', firstCareDay: '2026-03-10' },
  ])
  expect(report.invite.find((one) => one.guardian === guardian)?.children).toHaveLength(1)
})

test('the number of days before the start can be given', async () => {
  const { number } = await addFamily([{ from: '2026-04-13' }])
  const counts = async (startingWithin: number) =>
    (await invite(store, { child: number, startingWithin }, { dryRun: true })).report.counts
  expect(await counts(41)).toMatchObject({ due: 0 })
  expect(await counts(42)).toMatchObject({ due: 1 })
})

test('the counts add up to the guardians', async () => {
  const { counts } = (await invite(store, {}, { dryRun: true })).report
  const { guardians, ...others } = counts
  expect(guardians).toBeGreaterThan(10)
  expect(Object.values(others).reduce((sum, count) => sum + count)).toBe(guardians)
})

test('a dry run changes nothing in any table', async () => {
  await addFamily([{ from: '2026-03-09' }])
  const before = await dumpDatabase(database.url)
  const { report } = await invite(store, {}, { dryRun: true })
  expect(report.counts.due).toBeGreaterThan(0)
  expect(await dumpDatabase(database.url)).toBe(before)
})

test('an unknown child, guardian or location is refused by name', async () => {
  await expect(invite(store, { child: '999' })).rejects.toThrow('no child with number "999"')
  await expect(invite(store, { guardian: 999 })).rejects.toThrow('no guardian with number 999')
  await expect(invite(store, { location: 'Elders' })).rejects.toThrow('choose one of De Boomhut')
})

test('a guardian whose mail failed is counted apart, and invited again when asked', async () => {
  const { number } = await addFamily([{ from: '2026-03-09' }])
  await invite(store, { child: number })
  await store.record((write) =>
    write.updateTable('mails').set({ state: 'failed' }).where('state', '=', 'queued').execute(),
  )
  const { report } = await invite(store, { child: number })
  expect(report.counts).toMatchObject({ guardians: 1, failed: 1, invited: 0, due: 0 })
  const again = await invite(store, { child: number, resend: true })
  expect(again.report.counts).toMatchObject({ guardians: 1, failed: 0, due: 1 })
  expect((await invite(store, { child: number })).report.counts).toMatchObject({ invited: 1, failed: 0 })
})

test('who was invited is not invited again, also not when the link has expired', async () => {
  const { number } = await addFamily([{ from: '2026-03-09' }])
  await invite(store, { child: number })
  const countsAt = async (wall: string) =>
    (await invite(store, { child: number }, { at: momentAtWall(wall) })).report.counts
  expect(await countsAt('2026-03-16 09:00')).toMatchObject({ due: 0, invited: 1, expired: 0 })
  expect(await countsAt('2026-04-20 09:00')).toMatchObject({ due: 0, invited: 0, expired: 1 })
})

test('one guardian can be invited again, by number, and nobody else is', async () => {
  const { child, guardian, number } = await addFamily([{ from: '2026-03-09' }])
  await addGuardian(store, [child], { email: 'tweede@ouders.example' })
  await invite(store, { child: number })
  const { report } = await invite(store, { guardian, resend: true })
  expect(report.invite.map((one) => one.guardian)).toEqual([guardian])
})

test('an address that mail came back from is not mailed, also not on request, until it changes', async () => {
  const { number, guardian } = await addFamily([{ from: '2026-03-09' }], { email: 'Terug@ouders.example' })
  await bounce(store, 'terug@ouders.example')
  const counts = async (resend = false) =>
    (await invite(store, { child: number, resend }, { dryRun: true })).report.counts
  expect(await counts()).toMatchObject({ guardians: 1, bounced: 1, due: 0 })
  expect(await counts(true)).toMatchObject({ guardians: 1, bounced: 1, due: 0 })
  await store.record((write) =>
    changeAddresses(
      write,
      [{ id: guardian, email: 'nieuw@ouders.example', email_key: 'nieuw@ouders.example' }],
      NOW.now.toString(),
    ),
  )
  expect(await counts()).toMatchObject({ guardians: 1, bounced: 0, due: 1 })
})

test('a newer invitation replaces the older one, once', async () => {
  const { number, guardian } = await addFamily([{ from: '2026-03-09' }])
  await invite(store, { child: number })
  await invite(store, { child: number, resend: true })
  const rows = await store.read
    .selectFrom('activations')
    .select('replaced_at')
    .where('guardian_id', '=', guardian)
    .execute()
  expect(rows.filter((row) => row.replaced_at === null)).toHaveLength(1)
  expect(rows).toHaveLength(2)
})

test('an invitation is one activation, one mail and one job, and the link works for 14 days', async () => {
  const { number, guardian } = await addFamily([{ from: '2026-03-09' }])
  await invite(store, { child: number })
  const activation = await store.read
    .selectFrom('activations')
    .selectAll()
    .where('guardian_id', '=', guardian)
    .executeTakeFirstOrThrow()
  expect(new Date(activation.valid_until).getTime() - NOW.now.epochMilliseconds).toBe(14 * 24 * 3_600_000)
  const mails = await store.read.selectFrom('mails').selectAll().where('guardian_id', '=', guardian).execute()
  expect(mails).toMatchObject([
    { key: `activation/${activation.id}`, state: 'queued', data: { activation: activation.id } },
  ])
  expect(await dumpDatabase(database.url)).toMatch(new RegExp(`\\(${mails[0]?.id},mail,.*created`))
})

test('two runs at the same time invite once', async () => {
  const { number, guardian } = await addFamily([{ from: '2026-03-09' }])
  const other = await openAgain()
  try {
    const runs = await Promise.all([invite(store, { child: number }), invite(other, { child: number })])
    expect(runs.map(({ report }) => report.counts.due).toSorted()).toEqual([0, 1])
  } finally {
    await other.close()
  }
  const rows = await store.read
    .selectFrom('activations')
    .where('guardian_id', '=', guardian)
    .selectAll()
    .execute()
  expect(rows).toHaveLength(1)
})
