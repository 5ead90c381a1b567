import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverAndRead } from '../../test/support/delivered.ts'
import { addChild, addGuardian, addPlace, type Place } from '../../test/support/family.ts'
import { temporaryFolder } from '../../test/support/folder.ts'
import { mailSettings } from '../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { endMail, unsubscribeLink, unsubscribeToken } from '../accounts/unsubscribe.ts'
import { momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'
import { openQueue } from '../store/queue.ts'
import { prepareNewsletter } from './delivery/newsletter-letter.ts'
import type { NewsletterTo } from './newsletter/find-place.ts'
import { readNewsletter } from './newsletter/read-file.ts'
import { newsletterJob } from './newsletter.ts'
import { runJob } from './run.ts'

let database: Database
let store: Store
let tree: Place
let zoe: number

const NOW = momentAtWall('2026-03-02 09:00')
const KEY = '5c'.repeat(32)
const TEXT = '# Nieuws van maart\n\nOp **dinsdag** eten wij soep. [Kom ook](https://opvang.example/soep)!\n'

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  tree = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  const child = await addChild(store, 'K1', tree, [{ from: '2024-09-02' }])
  zoe = await addGuardian(store, [child], { email: 'zoe@ouders.example', firstName: 'Zoë' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

async function fileOf(text: string | Uint8Array): Promise<string> {
  const file = join(await temporaryFolder(), 'march.md')
  await writeFile(file, text)
  return file
}

async function send(to: NewsletterTo = {}, text = TEXT, subject?: string) {
  const newsletter = await readNewsletter(await fileOf(text), subject)
  const queue = await openQueue(store)
  try {
    const run = { at: NOW, dryRun: false, elapsed: () => 0 }
    return (await runJob(store, newsletterJob(queue), { newsletter, ...to }, run)).report.counts
  } finally {
    await queue.close()
  }
}

const received = async () => (await deliverAndRead(store, NOW)).mails

test('guardians get what was written, greeted in their own language', async () => {
  const child = await addChild(store, 'K2', tree, [{ from: '2024-09-02' }])
  await addGuardian(store, [child], { email: 'sam@ouders.example', firstName: 'Sam', language: 'en' })
  await send()
  const [english, dutch] = await received()
  expect(dutch).toMatchObject({ to: 'zoe@ouders.example', subject: 'Nieuws van maart' })
  expect(dutch?.text).toContain('Beste Zoë,')
  expect(dutch?.text).toContain('Op dinsdag eten wij soep. Kom ook (https://opvang.example/soep)!')
  expect(dutch?.html).toContain('<strong>dinsdag</strong>')
  expect(dutch?.text).toContain(
    `Stuur mij geen nieuwsbrieven meer: ${unsubscribeLink('https://portaal.example', { guardian: zoe, topic: 'newsletter' }, KEY)}`,
  )
  expect(english?.text).toContain('Dear Sam,')
  expect(english?.text).toContain('Send me no more newsletters')
})

test('a guardian of two children gets one mail', async () => {
  const child = await addChild(store, 'K2', tree, [{ from: '2024-09-02' }])
  await store.record((write) =>
    write
      .insertInto('child_guardians')
      .values({ child_id: child, position: 1, guardian_id: zoe, custody: true })
      .execute(),
  )
  expect(await send()).toMatchObject({ guardians: 1, due: 1 })
  expect(await received()).toHaveLength(1)
})

test('it goes to guardians of children in care, or that start within 14 days', async () => {
  const soon = await addChild(store, 'K2', tree, [{ from: '2026-03-16' }])
  const later = await addChild(store, 'K3', tree, [{ from: '2026-03-17' }])
  const lastDay = await addChild(store, 'K4', tree, [{ from: '2024-09-02', until: '2026-03-02' }])
  const gone = await addChild(store, 'K5', tree, [{ from: '2024-09-02', until: '2026-03-01' }])
  for (const [child, name] of [
    [soon, 'soon'],
    [later, 'later'],
    [lastDay, 'last'],
    [gone, 'gone'],
  ] as const) {
    await addGuardian(store, [child], { email: `${name}@ouders.example` })
  }
  await send()
  expect((await received()).map(({ to }) => to)).toEqual([
    'last@ouders.example',
    'soon@ouders.example',
    'zoe@ouders.example',
  ])
})

test('it goes to one location, or to one group of it, by where the care is', async () => {
  const lily = await addPlace(store, 'De Lelie')
  const child = await addChild(store, 'K2', lily, [{ from: '2024-09-02' }])
  await addGuardian(store, [child], { email: 'sam@ouders.example' })
  expect(await send({ location: 'De Lelie' })).toMatchObject({ guardians: 1 })
  expect((await received()).map(({ to }) => to)).toEqual(['sam@ouders.example'])
  expect(await send({ group: 'De Boomhut/Bijtjes' })).toMatchObject({ guardians: 1 })
  expect((await received()).map(({ to }) => to)).toEqual(['zoe@ouders.example'])
})

test.each<readonly [NewsletterTo, string]>([
  [{ location: 'De Eik' }, 'There is no location "De Eik": choose one of De Boomhut.'],
  [{ group: 'Bijtjes' }, 'There is no group "Bijtjes": choose one of De Boomhut/Bijtjes.'],
])('a place that nobody knows is refused: %j', async (to, message) => {
  await expect(send(to)).rejects.toThrow(message)
})

test('the same newsletter goes to a guardian once, also from a copy and to another group', async () => {
  await send({ location: 'De Boomhut' })
  expect(await received()).toHaveLength(1)
  expect(await send({}, TEXT.replaceAll('\n', '\r\n'))).toMatchObject({ guardians: 1, due: 0, sentBefore: 1 })
  expect(await received()).toHaveLength(0)
})

test('another subject or another word is another newsletter', async () => {
  await send()
  expect(await send({}, TEXT, 'Soep')).toMatchObject({ due: 1 })
  expect(await send({}, TEXT.replace('soep', 'pap'))).toMatchObject({ due: 1 })
  expect((await received()).map(({ subject }) => subject).toSorted()).toEqual([
    'Nieuws van maart',
    'Nieuws van maart',
    'Soep',
  ])
})

test('who ended newsletters, has no address or an address that does not work is counted', async () => {
  const child = await addChild(store, 'K2', tree, [{ from: '2024-09-02' }])
  await addGuardian(store, [child], { email: 'back@ouders.example' })
  await addGuardian(store, [child])
  await store.record((write) =>
    write
      .insertInto('bounces')
      .values({
        address_hash: createHash('sha256').update('back@ouders.example').digest(),
        bounced_at: NOW.now.toString(),
        status: '5.1.1',
      })
      .execute(),
  )
  await endMail(
    { store, activationKey: KEY },
    unsubscribeToken({ guardian: zoe, topic: 'newsletter' }, KEY),
    NOW,
  )
  const none = { due: 0, sentBefore: 0, waiting: 0, failed: 0 }
  expect(await send()).toEqual({ ...none, guardians: 3, unwanted: 1, bounced: 1, noAddress: 1 })
})

test('who ends newsletters while the mail waits does not get it', async () => {
  await send()
  await endMail(
    { store, activationKey: KEY },
    unsubscribeToken({ guardian: zoe, topic: 'newsletter' }, KEY),
    NOW,
  )
  expect((await deliverAndRead(store, NOW)).counts).toMatchObject({ sent: 0, skipped: 1 })
})

test('a mail brings its own link to end it, for the header of the mail', async () => {
  await send()
  const mails = await store.read.selectFrom('mails').selectAll().execute()
  const [prepared] = (await prepareNewsletter(store.read, mails, mailSettings('folder:x'), NOW)).values()
  expect(prepared).toMatchObject({
    unsubscribe: unsubscribeLink('https://portaal.example', { guardian: zoe, topic: 'newsletter' }, KEY),
  })
})

test.each<readonly [what: string, text: string | Uint8Array, message: RegExp]>([
  [
    'a picture and a table',
    '# Nieuws\n\n![x](https://y.example/x.png)\n\n|a|b|\n|-|-|\n',
    /march\.md:3: a picture can't .*\n.*march\.md:5: a table can't/,
  ],
  ['no text', '# Nieuws\n', /has nothing to send/],
  ['no subject', 'Tekst\n', /has no subject.*--subject/],
  ['other bytes than UTF-8', new Uint8Array([0x23, 0x20, 0xeb, 0x0a]), /not text in UTF-8/],
])('a file with %s is refused', async (_what, text, message) => {
  await expect(readNewsletter(await fileOf(text))).rejects.toThrow(message)
})

test('a file that is not there is refused', async () => {
  await expect(readNewsletter('nowhere.md')).rejects.toThrow(/nowhere\.md \(ENOENT\)/)
})

const settle = (state: 'failed' | 'skipped', reason: string) =>
  store.record((write) => write.updateTable('mails').set({ state, reason }).execute())

test('whose mail still waits did not have it before', async () => {
  await send()
  expect(await send()).toMatchObject({ guardians: 1, due: 0, sentBefore: 0, waiting: 1 })
  expect(await received()).toHaveLength(1)
})

test('whose mail failed by itself is told apart, and gets no second one', async () => {
  await send()
  await settle('failed', 'mail server mx.example:25 refused the mail: 552 5.3.4')
  expect(await send()).toMatchObject({ due: 0, sentBefore: 0, failed: 1 })
  expect(await received()).toEqual([])
})

test.each<readonly [string, 'failed' | 'skipped', string]>([
  ['whose address works by now', 'failed', 'came back: 5.1.1'],
  ['who wants newsletters again', 'skipped', 'the guardian does without this mail'],
])('%s is due again, and gets it once', async (_who, state, reason) => {
  await send()
  await settle(state, reason)
  expect(await send()).toMatchObject({ due: 1, failed: 0 })
  expect(await received()).toHaveLength(1)
  expect(await send()).toMatchObject({ due: 0, sentBefore: 1 })
})
