import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace } from '../../test/support/family.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { openStore } from './open.ts'

/* What the portal might write by mistake does not get in. It writes with statements of its own, so these do. */

let database: Database
let portal: pg.Client
let child: number
let guardian: number

beforeAll(async () => {
  database = await freshDatabase()
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  child = await addChild(store, 'K1', await addPlace(store, 'De Boomhut'), [{ from: '2026-01-05' }])
  guardian = await addGuardian(store, [child])
  await store.close()
  portal = new pg.Client({ connectionString: database.url })
  await portal.connect()
})

afterAll(async () => {
  await portal.end()
  await database.drop()
})

async function insert(table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const places = Object.keys(row).map((_, index) => `$${index + 1}`)
  await portal.query(
    `insert into ouderportaal.${table} (${Object.keys(row)}) values (${places})`,
    Object.values(row),
  )
}

const request = (change: object = {}) => ({
  id: randomUUID(),
  child_id: child,
  kind: 'absence',
  date: '2026-03-02',
  ask: '{}',
  asked_at: '2026-03-01T10:00:00Z',
  asked_by: 'guardian',
  state: 'granted',
  verdict: '{}',
  consequences: '{}',
  policy_name: 'delangekeizer',
  policy_from: '2024-01-01',
  ...change,
})

test.each([
  ['a kind of request that there is none', { kind: 'sick' }],
  ['a state that there is none', { state: 'pending' }],
  ['somebody else who asks', { asked_by: 'robot' }],
  ['a request of staff without a reason', { asked_by: 'staff' }],
  ['an accepted request from which nothing follows', { consequences: null }],
])('%s is refused', async (_what, change) => {
  await expect(insert('requests', request(change))).rejects.toMatchObject({ code: '23514' })
})

test('staff may be refused without a reason, and that is kept', async () => {
  await insert('requests', request({ asked_by: 'staff', state: 'refused' }))
})

test.each([
  ['care that ends before it begins', 'contracts', { last_day: '2025-12-31' }],
  ['a care type that there is none', 'contracts', { care_type: 'gastouder' }],
])('%s is refused', async (_what, table, change) => {
  const contract = {
    number: 'C1',
    child_id: child,
    group_id: 1,
    care_type: 'KDV',
    first_day: '2026-01-01',
    weeks: 52,
    days: '{}',
  }
  await expect(insert(table, { ...contract, ...change })).rejects.toMatchObject({ code: '23514' })
})

test('a guardian stands once beside a child', async () => {
  const link = { child_id: child, position: 2, guardian_id: guardian, custody: true }
  await expect(insert('child_guardians', link)).rejects.toMatchObject({ code: '23505' })
})

type Entry = readonly [kind: string, amount: number]

const credit = (change: object = {}) => ({
  id: randomUUID(),
  child_id: child,
  care_type: 'KDV',
  absent_on: '2026-03-02',
  usable_from: '2026-03-03',
  unit: 'minutes',
  amount: 660,
  minutes: 660,
  ...change,
})

/** A credit of 660 minutes by an absence of its own, in these entries of the ledger. */
async function addCredit(...entries: readonly Entry[]): Promise<string> {
  const [absence, earned] = [request(), credit()]
  await insert('requests', absence)
  await insert('credits', { ...earned, request_id: absence.id })
  await portal.query('begin')
  try {
    for (const entry of entries) await addEntry(portal, earned.id, entry)
    await portal.query('commit')
  } catch (error) {
    await portal.query('rollback')
    throw error
  }
  return earned.id
}

const addEntry = (client: pg.Client, id: string, [kind, amount]: Entry) =>
  client.query(
    `insert into ouderportaal.credit_entries (credit_id, kind, amount, at, key) values ($1, $2, $3, now(), $4)`,
    [id, kind, amount, randomUUID()],
  )

const EARNED: Entry = ['earned', 660]

test.each<readonly [sentence: string, entries: readonly Entry[]]>([
  ['that spends more than was earned', [EARNED, ['spent', -661]]],
  ['that spends more than a correction left', [EARNED, ['corrected', -60], ['spent', -601]]],
  ['that gives back more than was spent', [EARNED, ['spent', -60], ['returned', 61]]],
  ['that gives back what lapsed', [EARNED, ['expired', -660], ['returned', 660]]],
  ['that earns more than the credit says', [['earned', 661]]],
  ['that earns twice', [EARNED, EARNED]],
  ['that earns nothing', [['corrected', 660]]],
  ['that spends less than nothing', [EARNED, ['spent', 1]]],
  ['that earns a debt', [['earned', -660]]],
])('a ledger %s is refused', async (_sentence, entries) => {
  await expect(addCredit(...entries)).rejects.toMatchObject({ code: '23514' })
})

test.each<readonly [sentence: string, entries: readonly Entry[]]>([
  ['that spends a part', [EARNED, ['spent', -240.5]]],
  ['that spends all, in parts', [EARNED, ['spent', -659.999999], ['spent', -0.000001]]],
  [
    'that gives a part back, which then lapses',
    [EARNED, ['spent', -240], ['returned', 240], ['expired', -660]],
  ],
  ['that spends what a correction added', [EARNED, ['corrected', 40], ['spent', -700]]],
  ['whose entries come in another order', [['spent', -660], EARNED]],
])('a ledger %s is right', async (_sentence, entries) => {
  await addCredit(...entries)
})

test('the house rules give a credit for a day once, and absences of a day may earn several', async () => {
  const add = async (granted: 'closed-day' | 'year' | null) => {
    const absence = request()
    await insert('requests', absence)
    await insert('credits', credit({ request_id: absence.id, absent_on: '2026-05-14', granted }))
  }
  await add('closed-day')
  await expect(add('closed-day')).rejects.toMatchObject({ code: '23505' })
  await add(null)
  await add(null)
})

test('who spends a credit waits for another who does, and then finds too little left', async () => {
  const shared = await addCredit(EARNED)
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  const spend = async (client: pg.Client) => {
    await client.query("begin; set local lock_timeout = '50ms'")
    await addEntry(client, shared, ['spent', -400])
    await client.query('set constraints all immediate')
  }
  await spend(portal)
  await expect(spend(other)).rejects.toMatchObject({ code: '55P03' })
  await other.query('rollback')
  await portal.query('commit')
  await expect(spend(other)).rejects.toMatchObject({ code: '23514' })
  await other.end()
})
