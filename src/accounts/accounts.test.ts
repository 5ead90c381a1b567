import { inspect } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addLink, PASSWORD } from '../../test/support/accounts.ts'
import { dumpDatabase } from '../../test/support/dump.ts'
import { temporaryFolder } from '../../test/support/folder.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { momentAtWall } from '../rules/index.ts'
import { migrate } from '../store/migrate.ts'
import { openStore, type Store } from '../store/open.ts'
import { type Accounts, isPassword, openAccounts } from './index.ts'

const NOW = momentAtWall('2026-03-05 20:15')

let database: Database
let store: Store
let accounts: Accounts
let guardians = 0

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  accounts = await openAccounts({ database: database.url })
})

afterAll(async () => {
  await accounts.close()
  await store.close()
  await database.drop()
})

const newLink = (change = {}) => addLink(store, `ouder${++guardians}@ouders.example`, change)

const accountOf = (guardian: number) =>
  store.read.selectFrom('accounts').selectAll().where('guardian_id', '=', guardian).executeTakeFirst()

test('a link that works tells the user name, and looking at it uses nothing up', async () => {
  const { token } = await newLink()
  const before = await dumpDatabase(database.url)
  const link = { state: 'valid', userName: `ouder${guardians}@ouders.example`, language: 'nl' }
  expect(await accounts.look(token, NOW)).toEqual(link)
  expect(await accounts.look(token, NOW)).toEqual(link)
  expect(await dumpDatabase(database.url)).toBe(before)
})

test('a password makes the account active, once, and leaves an audit row without a name', async () => {
  const { token, guardian } = await newLink()
  expect(await accounts.setPassword(token, PASSWORD, NOW)).toMatchObject({ outcome: 'set', guardian })
  const account = await accountOf(guardian)
  expect(account).toMatchObject({ state: 'active', activated_at: '2026-03-05 19:15:00+00' })
  expect(await isPassword(PASSWORD, account?.password_hash ?? '')).toBe(true)
  const again = await accounts.setPassword(token, 'een ander wachtwoord', NOW)
  expect(again).toEqual({ outcome: 'dead-link', link: 'used' })
  expect(await accountOf(guardian)).toEqual(account)
  const audit = await store.read
    .selectFrom('audit')
    .selectAll()
    .where('subject', '=', `guardian ${guardian}`)
    .execute()
  expect(audit).toMatchObject([{ run_id: null, action: 'password set' }])
  expect(JSON.stringify(audit)).not.toMatch(/@|ouder\d/)
})

test('a closed account is opened again', async () => {
  const { token, guardian } = await newLink()
  const closed = { guardian_id: guardian, state: 'closed', password_hash: 'old' } as const
  await store.record((write) => write.insertInto('accounts').values(closed).execute())
  expect(await accounts.setPassword(token, PASSWORD, NOW)).toMatchObject({ outcome: 'set' })
  expect(await accountOf(guardian)).toMatchObject({ state: 'active' })
})

test('the link works up to its last moment and not after it', async () => {
  const { token } = await newLink()
  expect(await accounts.look(token, momentAtWall('2026-03-16 09:00'))).toMatchObject({ state: 'valid' })
  expect(await accounts.look(token, momentAtWall('2026-03-16 09:00:01'))).toEqual({
    state: 'expired',
    language: 'nl',
  })
  const late = await accounts.setPassword(token, PASSWORD, momentAtWall('2026-03-16 09:00:01'))
  expect(late).toEqual({ outcome: 'dead-link', link: 'expired' })
})

test('a link that was replaced, one that nobody was sent and one of an active account set no password', async () => {
  const replaced = await newLink({ replaced_at: '2026-03-04T08:00:00Z' })
  const active = await newLink()
  const account = { guardian_id: active.guardian, state: 'active', password_hash: null } as const
  await store.record((write) => write.insertInto('accounts').values(account).execute())
  const outcomes = [replaced.token, 'x'.repeat(43), '', active.token].map(async (token) => [
    (await accounts.look(token, NOW)).state,
    await accounts.setPassword(token, PASSWORD, NOW),
  ])
  const dead = (link: string) => [link, { outcome: 'dead-link', link }]
  const expected = ['replaced', 'unknown', 'unknown', 'used'].map(dead)
  expect(await Promise.all(outcomes)).toEqual(expected)
  expect(await accountOf(active.guardian)).toMatchObject({ password_hash: null })
})

test('a weak password is an answer, after which the link still works', async () => {
  const { token } = await newLink()
  const weak = await accounts.setPassword(token, 'te kort', NOW)
  expect(weak).toEqual({ outcome: 'weak-password', weakness: 'too-short' })
  expect(await accounts.setPassword(token, PASSWORD, NOW)).toMatchObject({ outcome: 'set' })
})

test('of those who set a password at the same time one succeeds, in each of forty rounds', async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 8 })
  const portals = [accounts, await openAccounts({ pool }), await openAccounts({ pool })]
  for (let round = 0; round < 40; round += 1) {
    const { token, guardian } = await newLink()
    const passwords = ['eerste wachtwoord', 'tweede wachtwoord', 'derde wachtwoord']
    const results = await Promise.all(
      portals.map((portal, index) => portal.setPassword(token, passwords[index] ?? '', NOW)),
    )
    const winners = results.flatMap(({ outcome }, index) => (outcome === 'set' ? [index] : []))
    expect(winners).toHaveLength(1)
    expect(results.filter((one) => one.outcome === 'dead-link' && one.link === 'used')).toHaveLength(2)
    const { password_hash } = (await accountOf(guardian)) ?? {}
    expect(await isPassword(passwords[winners[0] ?? 0] ?? '', password_hash ?? '')).toBe(true)
  }
  await pool.end()
}, 300_000)

describe('a pool of the portal', () => {
  test.each([
    ['with a search path of its own', '-c search_path=public'],
    ['that is serializable by default', '-c default_transaction_isolation=serializable'],
    ['in another time zone', '-c timezone=Asia/Tokyo'],
  ])('%s will do, and stays open', async (_, options) => {
    const pool = new pg.Pool({ connectionString: database.url, options })
    const portal = await openAccounts({ pool })
    const { token } = await newLink()
    expect(await portal.look(token, NOW)).toMatchObject({ state: 'valid' })
    const at = momentAtWall('2026-03-16 09:00')
    const both = await Promise.all([
      portal.setPassword(token, PASSWORD, at),
      portal.setPassword(token, PASSWORD, at),
    ])
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['dead-link', 'set'])
    await portal.close()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })
})

test('an error names neither the token nor the password, and leaves the link as it was', async () => {
  const { token } = await newLink()
  await store.record(async (write) => {
    await write.schema.alterTable('audit').renameTo('away').execute()
  })
  const error = await accounts.setPassword(token, PASSWORD, NOW).catch((reason: unknown) => reason)
  await store.record(async (write) => {
    await write.schema.alterTable('away').renameTo('audit').execute()
  })
  expect(error).toBeInstanceOf(Error)
  const said = inspect(error, { depth: 10, showHidden: true })
  expect(said).not.toContain(token)
  expect(said).not.toContain(PASSWORD)
  expect(await accounts.look(token, NOW)).toMatchObject({ state: 'valid' })
})

test('on the embedded database it is the same', async () => {
  const folder = `pglite:${await temporaryFolder()}/data`
  const embedded = await openStore({ database: folder, schema: 'ouderportaal', command: 'test' })
  await migrate(embedded)
  const { token, guardian } = await addLink(embedded, 'ouder@ouders.example')
  await embedded.close()
  const portal = await openAccounts({ database: folder })
  try {
    expect(await portal.look(token, NOW)).toMatchObject({ state: 'valid', userName: 'ouder@ouders.example' })
    const both = await Promise.all([
      portal.setPassword(token, PASSWORD, NOW),
      portal.setPassword(token, PASSWORD, NOW),
    ])
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['dead-link', 'set'])
    expect(both).toContainEqual(expect.objectContaining({ outcome: 'set', guardian }))
  } finally {
    await portal.close()
  }
}, 300_000)
