import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addGuardian } from '../../test/support/family.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'
import { openAccounts } from './index.ts'
import type { TopicOf } from './topic.ts'
import { endMail, readUnsubscribeToken, unsubscribeLink, unsubscribeToken, wantMail } from './unsubscribe.ts'

const KEY = '5c'.repeat(32)
const NOW = momentAtWall('2026-03-02 09:00')

let database: Database
let store: Store
let guardian: number
let other: number

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  guardian = await addGuardian(store, [], { email: 'zoe@ouders.example' })
  other = await addGuardian(store, [], { email: 'sam@ouders.example' })
})

afterAll(async () => {
  await store.close()
  await database.drop()
})

const hands = () => ({ store, activationKey: KEY })

const preferences = () =>
  store.read
    .selectFrom('mail_preferences')
    .select(['guardian_id', 'topic', 'wanted'])
    .orderBy('guardian_id')
    .orderBy('topic')
    .execute()

const audited = async () => (await store.read.selectFrom('audit').selectAll().orderBy('id').execute()).length

test('a token tells its guardian and kind of mail to whoever has the key', () => {
  const about: TopicOf = { guardian: 12, topic: 'weekly-news' }
  expect(readUnsubscribeToken(unsubscribeToken(about, KEY), KEY)).toEqual(about)
  expect(unsubscribeLink('https://portaal.example/', about, KEY)).toMatch(
    /^https:\/\/portaal\.example\/afmelden\?mail=weekly-news\.12\.[\w-]{43}$/,
  )
})

test.each<readonly [what: string, spoil: (token: string) => string]>([
  ['of another guardian', (token) => token.replace('.12.', '.13.')],
  ['of another kind of mail', (token) => token.replace('newsletter', 'weekly-news')],
  ['with another end', (token) => token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')],
  ['with something behind it', (token) => `${token}A`],
  ['cut short', (token) => token.slice(0, -1)],
  ['made with another key', () => unsubscribeToken({ guardian: 12, topic: 'newsletter' }, 'ab'.repeat(32))],
  ['of nothing', () => ''],
])('a token %s is not ours', (_what, spoil) => {
  const token = unsubscribeToken({ guardian: 12, topic: 'newsletter' }, KEY)
  expect(readUnsubscribeToken(spoil(token), KEY)).toBeUndefined()
})

test('reading a token, as a GET does, ends nothing', async () => {
  readUnsubscribeToken(unsubscribeToken({ guardian, topic: 'newsletter' }, KEY), KEY)
  expect(await preferences()).toEqual([])
})

test('one click ends mail of that kind, for that guardian, and can be taken back', async () => {
  const token = unsubscribeToken({ guardian, topic: 'newsletter' }, KEY)
  expect(await endMail(hands(), token, NOW)).toBe(true)
  expect(await preferences()).toEqual([{ guardian_id: guardian, topic: 'newsletter', wanted: false }])
  expect(await wantMail(hands(), token, NOW)).toBe(true)
  expect(await preferences()).toEqual([{ guardian_id: guardian, topic: 'newsletter', wanted: true }])
})

test('a second click changes nothing and is not audited', async () => {
  const token = unsubscribeToken({ guardian: other, topic: 'weekly-news' }, KEY)
  await endMail(hands(), token, NOW)
  const before = await audited()
  expect(await endMail(hands(), token, NOW)).toBe(true)
  expect(await audited()).toBe(before)
})

test('the audit names the guardian by id, and holds neither token nor address', async () => {
  const token = unsubscribeToken({ guardian: other, topic: 'newsletter' }, KEY)
  await endMail(hands(), token, NOW)
  const row = await store.read.selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  expect(row).toMatchObject({
    action: 'mail ended',
    run_id: null,
    details: { guardian: other, topic: 'newsletter' },
  })
  expect(JSON.stringify(row)).not.toMatch(/@|[\w-]{43}/)
})

test('a token that is not ours changes nothing, and neither does one of a guardian who is gone', async () => {
  const before = await preferences()
  expect(await endMail(hands(), 'newsletter.1.x', NOW)).toBe(false)
  await endMail(hands(), unsubscribeToken({ guardian: 999_999, topic: 'newsletter' }, KEY), NOW)
  expect(await preferences()).toEqual(before)
})

test('the portal ends mail through its own pool of connections, whatever their search path', async () => {
  const pool = new pg.Pool({ connectionString: database.url })
  try {
    const accounts = await openAccounts({ pool, schema: 'ouderportaal', activationKey: KEY })
    const token = unsubscribeToken({ guardian, topic: 'weekly-news' }, KEY)
    expect(accounts.mailOf(token)).toEqual({ guardian, topic: 'weekly-news' })
    expect(await accounts.endMail(token, NOW)).toBe(true)
    const mine = (await preferences()).filter((row) => row.topic === 'weekly-news')
    expect(mine).toContainEqual({ guardian_id: guardian, topic: 'weekly-news', wanted: false })
    expect(await accounts.wantMail(token, NOW)).toBe(true)
  } finally {
    await pool.end()
  }
})
