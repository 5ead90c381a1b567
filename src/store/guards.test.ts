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
  policy_name: 'delangekeizer',
  policy_from: '2024-01-01',
  ...change,
})

test.each([
  ['a kind of request that there is none', { kind: 'sick' }],
  ['a state that there is none', { state: 'pending' }],
  ['somebody else who asks', { asked_by: 'robot' }],
  ['a request of staff without a reason', { asked_by: 'staff' }],
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

/** A credit of an absence of its own, in these entries of the ledger. */
async function addCredit(...amounts: readonly number[]): Promise<string> {
  const [absence, credit] = [request(), randomUUID()]
  await insert('requests', absence)
  await insert('credits', {
    id: credit,
    child_id: child,
    care_type: 'KDV',
    absent_on: '2026-03-02',
    expires_on: '2026-04-01',
    minutes: 660,
    request_id: absence.id,
  })
  await portal.query('begin')
  try {
    for (const amount of amounts) await addEntry(portal, credit, amount)
    await portal.query('commit')
  } catch (error) {
    await portal.query('rollback')
    throw error
  }
  return credit
}

const addEntry = (client: pg.Client, credit: string, amount: number) =>
  client.query(
    `insert into ouderportaal.credit_entries (credit_id, kind, amount, at, key) values ($1, 'corrected', $2, now(), $3)`,
    [credit, amount, randomUUID()],
  )

test.each([[[1, 1]], [[-1]], [[1, -1, -1]], [[2]]])('a ledger of %j is refused', async (amounts) => {
  await expect(addCredit(...amounts)).rejects.toMatchObject({ code: '23514' })
})

test.each([[[1]], [[1, -1]], [[1, -1, 1]], [[-1, 1]]])('a ledger of %j is right', async (amounts) => {
  await addCredit(...amounts)
})

test('who spends a credit waits for another who does, and then finds nothing left', async () => {
  const credit = await addCredit(1)
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  const spend = async (client: pg.Client) => {
    await client.query("begin; set local lock_timeout = '50ms'")
    await addEntry(client, credit, -1)
    await client.query('set constraints all immediate')
  }
  await spend(portal)
  await expect(spend(other)).rejects.toMatchObject({ code: '55P03' })
  await other.query('rollback')
  await portal.query('commit')
  await expect(spend(other)).rejects.toMatchObject({ code: '23514' })
  await other.end()
})
