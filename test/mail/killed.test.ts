import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, inject, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { addChild, addGuardian, addPlace, type Place } from '../support/family.ts'
import { deliver, invite, mailSettings, NOW } from '../support/mail-work.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { type CountingInbox, startInbox } from '../support/smtp.ts'

const PROGRAM = resolve(import.meta.dirname, '../support/send-waiting.mjs')

/** What a run that is to be killed calls itself before the database. */
const KILLED = 'killed'

/** Two hundred starts of Node go faster when what they compile is kept. */
const COMPILED = join(inject('scratch'), 'compiled')

/** Four organisations side by side, each with so many runs that are killed; CONTRIBUTING.md has the long proof. */
const ORGANISATIONS = 4
const KILLS = Number(process.env.KILLS ?? 12)
const MAILS = 6

const closing: (() => Promise<unknown>)[] = []

afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

interface Post {
  readonly database: Database
  readonly store: Store
  readonly place: Place
  readonly inbox: CountingInbox
}

async function openPost(): Promise<Post> {
  const database = await freshDatabase()
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const place = await addPlace(store, 'De Boomhut')
  const inbox = await startInbox()
  closing.push(
    () => database.drop(),
    () => store.close(),
    () => inbox.close(),
  )
  return { database, store, place, inbox }
}

/** A generator of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Guardians who are due, and their mails in the queue. */
async function inviteSome({ store, place }: Post, round: number): Promise<void> {
  for (let n = 0; n < MAILS; n += 1) {
    const child = await addChild(store, `K${round}-${n}`, place, [{ from: '2026-03-09' }])
    await addGuardian(store, [child], { email: `g${round}-${n}@ouders.example` })
  }
  await invite(store)
}

/** A run that is killed so long after the server took so many of its mails. */
async function killedRun(
  { database, store, inbox }: Post,
  mails: number,
  milliseconds: number,
): Promise<void> {
  const settings = JSON.stringify({ ...mailSettings(inbox.url), connections: 2 })
  const url = `${database.url}?application_name=${KILLED}`
  const env = { ...process.env, NODE_COMPILE_CACHE: COMPILED }
  const child = spawn(process.execPath, [PROGRAM, url, settings, NOW.wall], { stdio: 'ignore', env })
  const before = inbox.received.length
  const ended = once(child, 'exit')
  const struck = inbox.whenReceived(before + mails).then(() => later(milliseconds))
  await Promise.race([struck, ended])
  child.kill('SIGKILL')
  await ended
  await connectionsEnd(store)
}

/** The server may be slow to see that a connection broke, and until then takes its process for living. */
async function connectionsEnd(store: Store): Promise<void> {
  const living = sql`select from pg_stat_activity where application_name = ${KILLED} and datname = current_database()`
  while ((await living.execute(store.admin)).rows.length > 0) await later(5)
}

const addressIn = (message: string) => /^To: (.*)$/m.exec(message)?.[1]?.trim() ?? ''
const headerIn = (message: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1]
const tokenIn = (message: string) =>
  /activeren#([\w-]{43})/.exec(message.replaceAll('=\r\n', '').replaceAll('=3D', '='))?.[1]

test.concurrent.each(Array.from({ length: ORGANISATIONS }, (_, index) => index))(
  'after each of many kills everybody has the mail, nobody more than one copy more, and it is the same mail (seed %i)',
  async (seed) => {
    const post = await openPost()
    const random = seeded(seed)
    for (let round = 0; round < KILLS; round += 1) {
      await inviteSome(post, round)
      await killedRun(post, 1 + Math.floor(random() * MAILS), random() < 0.5 ? 0 : random() * 12)
      const { counts } = await deliver(post.store, post.inbox.url)
      expect(counts.sent + counts.failed + counts.unknown + counts.skipped).toBe(counts.planned)
      expect(counts).toMatchObject({ failed: 0, unknown: 0, skipped: 0, waiting: 0 })
    }
    const byGuardian = Map.groupBy(post.inbox.received, addressIn)
    expect(byGuardian.size).toBe(KILLS * MAILS)
    for (const copies of byGuardian.values()) {
      expect(copies.length).toBeLessThanOrEqual(2)
      expect(new Set(copies.map((copy) => headerIn(copy, 'Message-ID'))).size).toBe(1)
      expect(new Set(copies.map(tokenIn)).size).toBe(1)
      expect(tokenIn(copies[0] ?? '')).toBeDefined()
    }
    // The kills did strike where it hurts: some mail was taken, and nobody wrote that down.
    expect([...byGuardian.values()].some((copies) => copies.length === 2)).toBe(true)
  },
  1_500_000,
)
