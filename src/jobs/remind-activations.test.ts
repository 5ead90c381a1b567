import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dumpDatabase } from '../../test/support/dump.ts'
import { addChild, addGuardian, addPlace } from '../../test/support/family.ts'
import { temporaryFolder } from '../../test/support/folder.ts'
import { deliver, invite, mailSettings, runNightly } from '../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { hashOf, tokenOf } from '../accounts/tokens.ts'
import { momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'

let database: Database
let store: Store
let folder: string
let guardian: number

const openAgain = () => openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })

/** A guardian who was invited on 2 March at nine, by a mail that arrived. */
beforeEach(async () => {
  database = await freshDatabase()
  store = await openAgain()
  folder = await temporaryFolder()
  const place = await addPlace(store, 'De Boomhut')
  const child = await addChild(store, 'K1', place, [{ from: '2026-03-09' }])
  guardian = await addGuardian(store, [child], { email: 'ouder@ouders.example' })
  await invite(store)
  await deliver(store, `folder:${folder}`)
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const remind = async (wall: string, dryRun = false, by = store) =>
  (await runNightly(by, 'remind-activations', { at: momentAtWall(wall), dryRun })).summary.counts

const mails = () =>
  store.read.selectFrom('mails').select(['template', 'state', 'reason']).orderBy('created_at').execute()

const activations = () =>
  store.read
    .selectFrom('activations')
    .select(['id', 'token_hash', 'replaced_at', 'reminders'])
    .orderBy('created_at')
    .execute()

test('a reminder is one more mail about the same activation, and running it twice is running it once', async () => {
  expect(await remind('2026-03-09 07:05')).toMatchObject({ invited: 1, reminded: 1 })
  expect(await remind('2026-03-09 07:06')).toMatchObject({ invited: 1, reminded: 0, later: 1 })
  expect((await mails()).map(({ template }) => template)).toEqual(['activation', 'activation-reminder'])
  expect(await activations()).toMatchObject([{ replaced_at: null, reminders: 1 }])
})

test('over four weeks a guardian gets the invitation, two reminders, and no more', async () => {
  for (let day = 3; day <= 31; day += 1) {
    const wall = `2026-03-${String(day).padStart(2, '0')} 07:05`
    await remind(wall)
    await deliver(store, `folder:${folder}`, { at: momentAtWall(wall) })
  }
  expect((await mails()).map(({ template, state }) => `${template} ${state}`)).toEqual([
    'activation sent',
    'activation-reminder sent',
    'activation-reminder sent',
  ])
  expect(await remind('2026-06-01 07:05')).toMatchObject({ invited: 1, enough: 1 })
})

test('after three days down there is one reminder', async () => {
  await remind('2026-03-12 07:05')
  await remind('2026-03-13 07:05')
  expect(await mails()).toHaveLength(2)
})

test('a link that soon ends is replaced by a new one, which goes on counting', async () => {
  expect(await remind('2026-03-20 07:05')).toMatchObject({ renewed: 1, reminded: 0 })
  const [old, renewed] = await activations()
  expect(old).toMatchObject({ reminders: 0, replaced_at: expect.any(String) })
  expect(renewed).toMatchObject({ reminders: 1, replaced_at: null })
  const { activationKey } = mailSettings('folder:unused')
  expect(Buffer.from(renewed?.token_hash ?? [])).toEqual(hashOf(tokenOf(renewed?.id ?? '', activationKey)))
  await rm(folder, { recursive: true })
  await deliver(store, `folder:${folder}`, { at: momentAtWall('2026-03-20 07:10') })
  const [eml = ''] = await readdir(folder)
  const { text } = await simpleParser(await readFile(join(folder, eml)))
  expect(text).toContain('De oude link werkt niet meer.')
  expect(await remind('2026-03-27 07:05')).toMatchObject({ reminded: 1 })
  expect(await remind('2026-04-03 07:05')).toMatchObject({ enough: 1 })
})

test('a reminder that waits is not sent once the account is active', async () => {
  await remind('2026-03-09 07:05')
  await store.record((write) =>
    write.insertInto('accounts').values({ guardian_id: guardian, state: 'active' }).execute(),
  )
  await deliver(store, `folder:${folder}`, { at: momentAtWall('2026-03-09 08:00') })
  expect(await mails()).toMatchObject([
    { state: 'sent' },
    { state: 'skipped', reason: 'the account is active by now' },
  ])
})

test('nor once its link has expired, and then the guardian counts as one whose mail failed', async () => {
  await remind('2026-03-09 07:05')
  await deliver(store, `folder:${folder}`, { at: momentAtWall('2026-03-17 08:00') })
  expect((await mails()).at(-1)).toMatchObject({ state: 'skipped', reason: 'the link has expired' })
  const { report } = await invite(store, {}, { at: momentAtWall('2026-03-17 09:00'), dryRun: true })
  expect(report.counts).toMatchObject({ failed: 1 })
})

test('an invitation that came back goes again by the night once its address works, with a new link, and only once', async () => {
  const failed = (reason: string) =>
    store.record((write) => write.updateTable('mails').set({ state: 'failed', reason }).execute())
  const invited = async (wall: string) =>
    (await runNightly(store, 'send-activations', { at: momentAtWall(wall) })).summary.mails
  await failed('mail server a:25 refused the mail: 550 5.7.1')
  expect(await invited('2026-03-03 07:00')).toBe(0)
  await failed('came back: 5.1.1')
  expect(await invited('2026-03-04 07:00')).toBe(1)
  expect(await invited('2026-03-05 07:00')).toBe(0)
  expect(await activations()).toMatchObject([{ replaced_at: expect.any(String) }, { replaced_at: null }])
})

test('an invitation that failed is not reminded of', async () => {
  await store.record((write) => write.updateTable('mails').set({ state: 'failed' }).execute())
  expect(await remind('2026-03-09 07:05')).toMatchObject({ invited: 0, reminded: 0 })
})

test('the week begins when the mail went out, not when it was made', async () => {
  await store.record((write) => write.updateTable('mails').set({ sent_at: '2026-03-05T10:00:00Z' }).execute())
  expect(await remind('2026-03-11 07:05')).toMatchObject({ later: 1 })
  expect(await remind('2026-03-12 07:05')).toMatchObject({ reminded: 1 })
})

test('a dry run changes nothing in any table', async () => {
  const before = await dumpDatabase(database.url)
  expect(await remind('2026-03-09 07:05', true)).toMatchObject({ reminded: 1 })
  expect(await dumpDatabase(database.url)).toBe(before)
})

test('two runs at the same time remind once', async () => {
  const other = await openAgain()
  try {
    const runs = await Promise.all([remind('2026-03-09 07:05'), remind('2026-03-09 07:05', false, other)])
    expect(runs.map(({ reminded }) => reminded).toSorted()).toEqual([0, 1])
  } finally {
    await other.close()
  }
  expect(await mails()).toHaveLength(2)
})

test('the nightly invitation invites who is due, and leaves a run with the policy that decided', async () => {
  const place = await addPlace(store, 'De Sleutelbloem')
  const child = await addChild(store, 'K2', place, [{ from: '2026-03-10' }])
  await addGuardian(store, [child], { email: 'tweede@ouders.example' })
  const { summary } = await runNightly(store, 'send-activations', { at: momentAtWall('2026-03-03 07:00') })
  expect(summary.counts).toMatchObject({ guardians: 2, due: 1, invited: 1 })
  const run = await store.read
    .selectFrom('job_runs')
    .select('policy')
    .where('job', '=', 'send-activations')
    .executeTakeFirstOrThrow()
  expect(run.policy).toMatch(/^delangekeizer \d{4}/)
})
