import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace, bounce } from '../../../test/support/family.ts'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { deliver } from '../../../test/support/mail-work.ts'
import { runNight } from '../../../test/support/night.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { openTo } from '../../../test/support/requests.ts'
import { loadPolicy } from '../../policy/load.ts'
import { type IsoDate, momentAtWall } from '../../rules/index.ts'
import type { Store } from '../../store/open.ts'
import { exportChild } from './export-child.ts'

/* Noor (N1) leaves on 13 March 2026. Exported on 9 March: offered until 11 June, 90 days after, reminded from 28 May on. */

let database: Database
let store: Store
let folder: string
let noor: number

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  folder = await temporaryFolder()
  noor = await addChild(store, 'N1', await addPlace(store, 'De Boomhut'), [
    { from: '2025-09-01', until: '2026-03-13' },
  ])
  await addGuardian(store, [noor], { email: 'zoe@ouders.example', firstName: 'Zoë' })
  await addGuardian(store, [noor], { email: 'jim@ouders.example', firstName: 'Jim', language: 'en' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

async function exportNoor(day: IsoDate = '2026-03-09', tellAgain = false) {
  const { versions } = await loadPolicy('delangekeizer', join(import.meta.dirname, '../../../policies'))
  const hands = {
    organisation: 'Kinderopvang De Lange Keizer',
    policy: versions[0],
    media: join(folder, 'media'),
    folder: join(folder, 'exports'),
    signal: new AbortController().signal,
    elapsed: () => 0,
    tellAgain,
  }
  return exportChild(store, 'N1', hands, momentAtWall(`${day} 12:00`))
}

async function night(day: IsoDate, dryRun = false) {
  const { counts } = await runNight(store, 'remind-exports', `${day} 06:10`, { dryRun })
  const { counts: after } = await runNight(store, 'remove-exports', `${day} 06:20`, { dryRun })
  return { reminded: counts.reminded, ended: after.removed }
}

async function mailed(day: IsoDate): Promise<readonly ParsedMail[]> {
  const inbox = await temporaryFolder()
  await deliver(store, `folder:${inbox}`, { at: momentAtWall(`${day} 07:00`) })
  const files = await readdir(inbox).catch(() => [])
  return Promise.all(files.map(async (file) => simpleParser(await readFile(join(inbox, file)))))
}

const subjectsOn = async (day: IsoDate) => (await mailed(day)).map(({ subject }) => subject).toSorted()

async function writeDiary(text: string): Promise<void> {
  const entry = { key: text, child_id: noor, written_at: '2026-01-05 10:00:00', author: 'Juf Anne', text }
  await store.record((write) => write.insertInto('diary_entries').values(entry).execute())
}

const READY = ["De foto's en het schrift staan voor u klaar", 'The photos and the diary are ready for you']
const REMINDER = [
  "Download de foto's en het schrift op tijd",
  'Please download the photos and the diary in time',
]
const ENDED = [
  "De foto's en het schrift zijn niet meer te downloaden",
  'The photos and the diary can no longer be downloaded',
]

test('each guardian is told of the own export, until which day it is offered, and not of the other guardian', async () => {
  await exportNoor()
  const mails = await mailed('2026-03-09')
  expect(mails.map(({ subject }) => subject).toSorted()).toEqual(READY)
  const zoe = mails.find(({ text }) => text?.includes('Beste Zoë,'))
  expect(zoe?.text).toContain('Te downloaden tot en met: donderdag 11 juni 2026')
  expect(zoe?.text).toContain('waar Noor op staat')
  expect(zoe?.text).not.toMatch(/Jim|jim@/)
})

test('an export is told once, also when it has new content, unless it is to be told again', async () => {
  await exportNoor()
  expect(await subjectsOn('2026-03-09')).toEqual(READY)
  await exportNoor('2026-03-10')
  expect(await subjectsOn('2026-03-10')).toEqual([])
  await writeDiary('Noor loopt.')
  await exportNoor('2026-03-11')
  expect(await subjectsOn('2026-03-11')).toEqual([])
  await writeDiary('Noor rent.')
  await exportNoor('2026-03-12', true)
  expect(await subjectsOn('2026-03-12')).toEqual(READY)
})

test('of an export that was made again before its mail left one mail goes', async () => {
  await exportNoor()
  await writeDiary('Noor loopt.')
  await exportNoor('2026-03-11')
  expect(await subjectsOn('2026-03-11')).toEqual(READY)
})

test('a mail about an export that was replaced before it left is not sent', async () => {
  await exportNoor()
  await writeDiary('Noor loopt.')
  await exportNoor('2026-03-11', true)
  expect(await subjectsOn('2026-03-11')).toEqual(READY)
})

test('a reminder comes on its day and not before, once, also after three days down', async () => {
  await exportNoor()
  expect(await night('2026-05-27')).toEqual({ reminded: 0, ended: 0 })
  expect(await night('2026-05-30', true)).toEqual({ reminded: 2, ended: 0 })
  expect(await night('2026-05-30')).toEqual({ reminded: 2, ended: 0 })
  expect(await night('2026-05-31')).toEqual({ reminded: 0, ended: 0 })
  expect(await subjectsOn('2026-05-31')).toEqual([...READY, ...REMINDER].toSorted())
})

test('the reminder is due on the very day that the policy says', async () => {
  await exportNoor()
  expect(await night('2026-05-28')).toEqual({ reminded: 2, ended: 0 })
})

test('the last day still counts as offered; after it guardians are told once that it ended', async () => {
  await exportNoor()
  await mailed('2026-03-09')
  expect(await night('2026-06-11')).toEqual({ reminded: 2, ended: 0 })
  expect(await subjectsOn('2026-06-11')).toEqual(REMINDER)
  expect(await night('2026-06-12')).toEqual({ reminded: 0, ended: 2 })
  expect(await night('2026-06-13')).toEqual({ reminded: 0, ended: 0 })
  expect(await subjectsOn('2026-06-13')).toEqual(ENDED)
})

test('who was not reminded before the end is only told that it ended', async () => {
  await exportNoor()
  await mailed('2026-03-09')
  expect(await night('2026-06-20')).toEqual({ reminded: 0, ended: 2 })
  expect(await subjectsOn('2026-06-20')).toEqual(ENDED)
})

test('a reminder that was still waiting when the offer ended is not sent', async () => {
  await exportNoor()
  await mailed('2026-03-09')
  await night('2026-06-01')
  expect(await subjectsOn('2026-06-12')).toEqual([])
})

test('of an export that is removed nobody is told, nor a guardian without custody', async () => {
  await exportNoor()
  await mailed('2026-03-09')
  await store.record((write) =>
    write.updateTable('child_guardians').set({ custody: false }).where('position', '=', 2).execute(),
  )
  await night('2026-06-01')
  expect(await subjectsOn('2026-06-01')).toEqual(REMINDER.slice(0, 1))
  await store.record((write) => write.updateTable('exports').set({ state: 'removed' }).execute())
  expect(await night('2026-06-12')).toEqual({ reminded: 0, ended: 0 })
})

test('an export that is told again, and so has a later end, is reminded again', async () => {
  await exportNoor()
  await night('2026-06-01')
  await mailed('2026-06-01')
  await writeDiary('Noor loopt.')
  await exportNoor('2026-06-02', true)
  expect(await subjectsOn('2026-06-02')).toEqual(READY)
  expect(await night('2026-06-03')).toEqual({ reminded: 0, ended: 0 })
  expect(await night('2026-08-25')).toEqual({ reminded: 2, ended: 0 })
})

test('an export whose file was lost is made again under its offer, and nobody is told again', async () => {
  const { files } = await exportNoor()
  await mailed('2026-03-09')
  for (const { file } of files) await rm(file)
  await exportNoor('2026-06-02')
  expect(await night('2026-06-02')).toEqual({ reminded: 2, ended: 0 })
  expect(await subjectsOn('2026-06-02')).toEqual(REMINDER)
})

test('an export whose offer ended is made again with a new one, which is told', async () => {
  const { files } = await exportNoor()
  await mailed('2026-03-09')
  for (const { file } of files) await rm(file)
  await exportNoor('2026-06-12')
  expect(await subjectsOn('2026-06-12')).toEqual(READY)
  expect(await night('2026-06-12')).toEqual({ reminded: 0, ended: 0 })
})

test('the day after its last one an export is gone, row and file, with its counts and hash in the audit', async () => {
  const { files } = await exportNoor()
  await night('2026-06-11')
  expect(await readdir(join(folder, 'exports'))).toHaveLength(2)
  await night('2026-06-12', true)
  expect(await readdir(join(folder, 'exports'))).toHaveLength(2)
  await night('2026-06-12')
  expect(await readdir(join(folder, 'exports'))).toEqual([])
  const rows = await store.read.selectFrom('exports').select(['state', 'file', 'removed_because']).execute()
  expect(rows).toEqual(files.map(() => ({ state: 'removed', file: null, removed_because: 'ended' })))
  const audit = await store.read
    .selectFrom('audit')
    .select(['subject', 'details'])
    .where('action', '=', 'export removed')
    .execute()
  expect(audit).toHaveLength(2)
  expect(audit[0]).toMatchObject({
    subject: 'child N1',
    details: { because: 'ended', photos: 0, diary: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
})

test('the export of a guardian who has no custody any more is gone the next night, row and file, and nobody is told', async () => {
  await exportNoor()
  await mailed('2026-03-09')
  await store.record((write) =>
    write.updateTable('child_guardians').set({ custody: false }).where('position', '=', 2).execute(),
  )
  const { counts } = await runNight(store, 'remove-exports', '2026-03-10 06:20')
  expect(counts).toEqual({ removed: 0, withoutCustody: 1, toldAgain: 0 })
  const rows = await store.read
    .selectFrom('exports')
    .select(['guardian_id', 'removed_because'])
    .orderBy('guardian_id')
    .execute()
  expect(rows.map((row) => row.removed_because)).toEqual([null, 'no-custody'])
  expect(await readdir(join(folder, 'exports'))).toHaveLength(1)
  expect(await mailed('2026-03-10')).toEqual([])
})

test('a file that a killed run left behind its row goes the next night', async () => {
  await exportNoor()
  await store.record((write) =>
    write.updateTable('exports').set({ state: 'removed', removed_because: 'ended' }).execute(),
  )
  await night('2026-06-13')
  expect(await readdir(join(folder, 'exports'))).toEqual([])
})

/** The address of a guardian works again. */
const unblock = () => store.record((write) => write.deleteFrom('bounces').execute())

async function nightAgain(day: IsoDate) {
  const { counts } = await runNight(store, 'remind-exports', `${day} 06:10`)
  const { counts: after } = await runNight(store, 'remove-exports', `${day} 06:20`)
  return { reminded: counts.reminded, offers: counts.toldAgain, ends: after.toldAgain }
}

test('an offer that an address kept from its guardian is told the night after that works, once', async () => {
  await bounce(store, 'zoe@ouders.example')
  await exportNoor()
  expect(await subjectsOn('2026-03-09')).toEqual(READY.slice(1))
  expect(await nightAgain('2026-03-10')).toEqual({ reminded: 0, offers: 0, ends: 0 })
  await unblock()
  expect(await nightAgain('2026-03-11')).toEqual({ reminded: 0, offers: 1, ends: 0 })
  expect(await nightAgain('2026-03-12')).toEqual({ reminded: 0, offers: 0, ends: 0 })
  expect(await subjectsOn('2026-03-12')).toEqual(READY.slice(0, 1))
})

test('who is told of an offer late is reminded of it another night', async () => {
  await bounce(store, 'zoe@ouders.example')
  await exportNoor()
  await mailed('2026-03-09')
  expect(await nightAgain('2026-05-28')).toEqual({ reminded: 1, offers: 0, ends: 0 })
  await unblock()
  expect(await nightAgain('2026-05-29')).toEqual({ reminded: 0, offers: 1, ends: 0 })
  expect(await nightAgain('2026-05-30')).toEqual({ reminded: 1, offers: 0, ends: 0 })
})

test('a reminder and an end that an address kept from arriving go again when that works, for four weeks', async () => {
  await exportNoor()
  await mailed('2026-03-09')
  await night('2026-05-28')
  await bounce(store, 'zoe@ouders.example')
  expect(await subjectsOn('2026-05-28')).toEqual(REMINDER.slice(1))
  await unblock()
  expect(await nightAgain('2026-05-30')).toEqual({ reminded: 1, offers: 0, ends: 0 })
  expect(await subjectsOn('2026-05-30')).toEqual(REMINDER.slice(0, 1))
  await night('2026-06-12')
  await bounce(store, 'zoe@ouders.example')
  expect(await subjectsOn('2026-06-12')).toEqual(ENDED.slice(1))
  expect(await nightAgain('2026-06-13')).toEqual({ reminded: 0, offers: 0, ends: 0 })
  await unblock()
  expect(
    (await runNight(store, 'remove-exports', '2026-07-10 06:20', { dryRun: true })).counts,
  ).toMatchObject({
    toldAgain: 0,
  })
  expect(await nightAgain('2026-07-09')).toEqual({ reminded: 0, offers: 0, ends: 1 })
  expect(await subjectsOn('2026-07-09')).toEqual(ENDED.slice(0, 1))
})

test('what needs no telling is not tried night after night', async () => {
  await exportNoor()
  await mailed('2026-03-09')
  await store.record((write) =>
    write.updateTable('child_guardians').set({ custody: false }).where('position', '=', 2).execute(),
  )
  expect(await nightAgain('2026-06-01')).toEqual({ reminded: 1, offers: 0, ends: 0 })
  await night('2026-06-12')
  await mailed('2026-06-12')
  expect(await nightAgain('2026-06-13')).toEqual({ reminded: 0, offers: 0, ends: 0 })
})

test('who is offered an export anew before the mail left is not told that it is gone', async () => {
  await exportNoor()
  await mailed('2026-03-09')
  await night('2026-06-12')
  await exportNoor('2026-06-12')
  expect(await subjectsOn('2026-06-12')).toEqual(READY)
})
