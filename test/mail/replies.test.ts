import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { addChild, addGuardian, addPlace } from '../support/family.ts'
import { deliver, invite } from '../support/mail-work.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { startInbox } from '../support/smtp.ts'

let database: Database
let store: Store

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const place = await addPlace(store, 'De Boomhut')
  for (const name of ['anna', 'bo']) {
    const child = await addChild(store, name, place, [{ from: '2026-03-09' }])
    await addGuardian(store, [child], { email: `${name}@ouders.example` })
  }
  await invite(store)
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const STAGES = ['sender', 'recipient', 'message'] as const

/** A server that answers one guardian's mail with this code at this stage, and takes the other's. */
function answering(stage: (typeof STAGES)[number], code: number) {
  const refusal = () => Object.assign(new Error('so it is'), { responseCode: code })
  let toAnna = false
  return startInbox({
    onRcptTo: ({ address }, _session, done) => {
      toAnna = address.startsWith('anna')
      done(toAnna && stage === 'recipient' ? refusal() : null)
    },
    onMailFrom: (_address, _session, done) => done(stage === 'sender' ? refusal() : null),
    onData: (stream, _session, done) => {
      const refused = toAnna && stage === 'message'
      stream.on('end', () => done(refused ? refusal() : null)).resume()
    },
  })
}

const stateOfAnna = () =>
  store.read
    .selectFrom('mails')
    .innerJoin('guardians', 'guardians.id', 'mails.guardian_id')
    .select(['state', 'tries', 'try_after'])
    .where('email', '=', 'anna@ouders.example')
    .executeTakeFirstOrThrow()

describe.each(STAGES)('a server that answers the %s with', (stage) => {
  test.each([421, 450, 451, 452])('%i is asked again later', async (code) => {
    const server = await answering(stage, code)
    const { counts } = await deliver(store, server.url, {}, { connections: 1 })
    await server.close()
    expect(await stateOfAnna()).toEqual({ state: 'queued', tries: 1, try_after: expect.any(String) })
    expect(counts.sent + counts.waiting).toBe(2)
  })

  test.each([550, 552, 554])('%i is not asked again', async (code) => {
    const server = await answering(stage, code)
    const { counts, brokenOff } = await deliver(store, server.url, {}, { connections: 1 })
    await server.close()
    // A sender that is refused is refused for every mail, so that no mail has failed and all wait.
    const ours = stage === 'sender'
    expect(await stateOfAnna()).toMatchObject({ state: ours ? 'queued' : 'failed', try_after: null })
    expect({ brokenOff, sent: counts.sent }).toEqual({ brokenOff: ours, sent: ours ? 0 : 1 })
  })
})

test('a sender that is refused to the face of a recipient is no fault of that recipient', async () => {
  const server = await startInbox({
    onRcptTo: (_address, _session, done) =>
      done(
        Object.assign(new Error('5.1.0 <p@opvang.example>: Sender address rejected'), { responseCode: 550 }),
      ),
  })
  const { counts, brokenOff } = await deliver(store, server.url)
  await server.close()
  expect({ brokenOff, ...counts }).toMatchObject({ brokenOff: true, failed: 0, waiting: 2 })
  expect(await store.read.selectFrom('bounces').selectAll().execute()).toEqual([])
})

async function inviteMore(...names: readonly string[]): Promise<void> {
  const place = await addPlace(store, 'De Hut')
  for (const name of names) {
    const child = await addChild(store, name, place, [{ from: '2026-03-09' }])
    await addGuardian(store, [child], { email: `${name}@ouders.example` })
  }
  await invite(store)
}

test('a server that takes one connection at a time gets all mails over that one, in one run', async () => {
  await inviteMore(...Array.from({ length: 28 }, (_, n) => `c${n}`))
  const server = await startInbox({ maxClients: 1 })
  const { counts, brokenOff } = await deliver(store, server.url)
  await server.close()
  expect({ brokenOff, ...counts }).toMatchObject({ brokenOff: false, sent: 30, waiting: 0 })
  expect(server.received).toHaveLength(30)
})

test('one letter that can not be written fails alone', async () => {
  await store.record((write) =>
    write
      .updateTable('mails')
      .set({ template: 'request-answered', data: JSON.stringify({ request: 'none' }) })
      .where('guardian_id', '=', write.selectFrom('guardians').select('id').where('email', 'like', 'anna%'))
      .execute(),
  )
  const server = await startInbox()
  const { counts } = await deliver(store, server.url)
  await server.close()
  expect(counts).toMatchObject({ sent: 1, waiting: 0 })
})
