import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { momentAtWall } from '../../src/rules/index.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { addChild, addGuardian, addPlace } from '../support/family.ts'
import { deliver, invite, NOW } from '../support/mail-work.ts'
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

const rejected = (words: string) => Object.assign(new Error(words), { responseCode: 550 })

test('a sender that is refused to the face of each recipient is no fault of theirs, and their mails wait', async () => {
  const server = await startInbox({
    onRcptTo: (_address, _session, done) =>
      done(rejected('5.1.0 <p@opvang.example>: Sender address rejected')),
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

/** Refuses whoever's name fits, with words about senders, and takes all others. */
const blocking = (names: RegExp, words: string) =>
  startInbox({
    onRcptTo: ({ address }, _session, done) => done(names.test(address) ? rejected(words) : null),
  })

test.each([
  '5.7.1 Recipient blocks this sender',
  '5.7.1 Relay access denied',
  '5.7.1 <portaal@opvang.example> may not write to this recipient',
])(
  'addresses refused with "%s" hold up nobody, and each has its try, its reason and its turn',
  async (words) => {
    await inviteMore('aaron', 'abel', 'ciska', 'dirk')
    const server = await blocking(/^a/, words)
    const runs = [await deliver(store, server.url, {}, { connections: 1 })]
    const due = momentAtWall('2026-03-02 09:01')
    runs.push(await deliver(store, server.url, { at: due }, { connections: 1 }))
    await server.close()
    const mails = await store.read
      .selectFrom('mails')
      .innerJoin('guardians', 'guardians.id', 'mails.guardian_id')
      .select(['email', 'state', 'tries', 'reason'])
      .orderBy('email')
      .execute()
    const refused = mails.filter(({ email }) => email?.startsWith('a'))
    expect(mails.filter(({ state }) => state === 'sent')).toHaveLength(3)
    expect(refused).toHaveLength(3)
    for (const { tries, reason } of refused) {
      expect(tries).toBeGreaterThan(0)
      expect(reason).toMatch(/refused the mail: 550 5\.7\.1$/)
    }
  },
)

test('a single address that is refused with words about the sender is given up after two days', async () => {
  const server = await blocking(/^anna/, '5.7.1 Sender is blocked')
  await deliver(store, server.url, { at: NOW }, { connections: 1 })
  for (const day of ['03', '05']) {
    await deliver(store, server.url, { at: momentAtWall(`2026-03-${day} 09:00`) })
  }
  await server.close()
  expect(await stateOfAnna()).toMatchObject({ state: 'failed' })
})

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
