import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace } from '../../../test/support/family.ts'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { deliver, NOW } from '../../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import type { Ask, RequestState, Verdict } from '../../rules/index.ts'
import { openStore, type Store } from '../../store/open.ts'
import { openQueue } from '../../store/queue.ts'
import { flagUnansweredJob } from '../flag-unanswered.ts'
import { runJob } from '../run.ts'

let database: Database
let store: Store
let child: number
let guardian: number

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  child = await addChild(store, 'K1', place, [{ from: '2024-09-02' }])
  guardian = await addGuardian(store, [child], { email: 'zoe@ouders.example' })
})

afterAll(async () => {
  await store.close()
  await database.drop()
})

/** A request of long ago, whose answer was due on Thursday. */
async function addRequest(): Promise<string> {
  const id = randomUUID()
  const ask: Ask = { kind: 'extra', child: 'K1', date: '2026-03-12' }
  const policy = { name: 'delangekeizer', from: '2024-01-01' } as const
  const consequences = { earns: [], grants: [], spends: [], returns: [], lost: 0, invoiced: 660 }
  const verdict: Verdict = { outcome: 'allowed', policy, reasons: [], consequences }
  await store.record((write) =>
    write
      .insertInto('requests')
      .values({
        id,
        child_id: child,
        kind: 'extra',
        date: ask.date,
        ask: JSON.stringify(ask),
        asked_at: '2026-02-24T10:00:00Z',
        asked_by: 'guardian',
        guardian_id: guardian,
        state: 'open',
        verdict: JSON.stringify(verdict),
        consequences: JSON.stringify(consequences),
        policy_name: policy.name,
        policy_from: policy.from,
        answer_due: '2026-02-26',
      })
      .execute(),
  )
  return id
}

async function flag(): Promise<void> {
  const queue = await openQueue(store)
  try {
    await runJob(store, flagUnansweredJob(queue), {}, { at: NOW, dryRun: false, elapsed: () => 0 })
  } finally {
    await queue.close()
  }
}

const setState = (id: string, state: RequestState) =>
  store.record((write) => write.updateTable('requests').set({ state }).where('id', '=', id).execute())

async function deliveredTo(folder: string): Promise<ReadonlyMap<string, ParsedMail>> {
  const { counts } = await deliver(store, `folder:${folder}`)
  const mails = await Promise.all(
    (await readdir(folder)).map(async (file) => simpleParser(await readFile(join(folder, file)))),
  )
  expect(counts).toMatchObject({ sent: mails.length })
  return new Map(mails.map((mail) => [[mail.to].flat()[0]?.text ?? '', mail]))
}

test('the location hears which of its requests wait, and the guardian whom to phone', async () => {
  const [waits, answered] = [await addRequest(), await addRequest()]
  await flag()
  await setState(answered, 'granted')
  const mails = await deliveredTo(await temporaryFolder())
  const digest = mails.get('boomhut@opvang.example')
  expect(digest?.text).toContain(waits.slice(0, 8))
  expect(digest?.text).not.toContain(answered.slice(0, 8))
  expect(mails.get('zoe@ouders.example')?.text).toContain('0318 12 34 56')
  expect(mails.size).toBe(2)
  await setState(waits, 'declined')
})

test('nobody is mailed about what was answered in the meantime', async () => {
  const request = await addRequest()
  await flag()
  await setState(request, 'granted')
  const { counts } = await deliver(store, `folder:${await temporaryFolder()}`)
  expect(counts).toMatchObject({ planned: 2, sent: 0, skipped: 2 })
})
