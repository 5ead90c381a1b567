import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverAndRead } from '../../test/support/delivered.ts'
import { addChild, addGuardian, addPlace, type Place } from '../../test/support/family.ts'
import { runNight } from '../../test/support/night.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { endMail, unsubscribeToken } from '../accounts/unsubscribe.ts'
import { momentAtWall } from '../rules/index.ts'
import { openStore, type Store } from '../store/open.ts'

let database: Database
let store: Store
let place: Place
let noor: number
let sem: number
let zoe: number

const FRIDAY = '2026-03-06 16:00'
const KEY = '5c'.repeat(32)

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  place = await addPlace(store, 'De Boomhut')
  noor = await addChild(store, 'K1', place, [{ from: '2024-09-02' }])
  sem = await addChild(store, 'K2', place, [{ from: '2024-09-02' }])
  zoe = await addGuardian(store, [noor], { email: 'zoe@ouders.example', account: 'active' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const addPhoto = (children: readonly number[], takenAt: string) =>
  store.record(async (write) => {
    const { id } = await write
      .insertInto('photos')
      .values({
        sha256: randomUUID(),
        crc32: 1,
        bytes: 1,
        type: 'image/jpeg',
        file_name: 'foto.jpg',
        group_id: place.group,
        taken_at: takenAt,
        taken_from: 'tags',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const child_id of children) {
      await write.insertInto('photo_children').values({ photo_id: id, child_id }).execute()
    }
  })

const addEntry = (child: number, writtenAt: string) =>
  store.record((write) =>
    write
      .insertInto('diary_entries')
      .values({ key: randomUUID(), child_id: child, written_at: writtenAt, author: 'Juf', text: 'Geheim' })
      .execute(),
  )

const addMessage = (guardian: number, writtenAt: string) =>
  store.record((write) =>
    write.insertInto('messages').values({ guardian_id: guardian, written_at: writtenAt }).execute(),
  )

const setConsent = (guardian: number, child: number, withdrawn: string | null = null) =>
  store.record((write) =>
    write
      .insertInto('consents')
      .values({
        guardian_id: guardian,
        child_id: child,
        purpose: 'share-photos',
        given_at: '2025-01-01T08:00:00Z',
        withdrawn_at: withdrawn,
      })
      .execute(),
  )

const news = async (wall: string) => {
  const { at } = await runNight(store, 'weekly-news', wall)
  return (await deliverAndRead(store, at)).mails
}

/** The lines of the list in a mail. */
const listOf = (mail: { readonly text: string } | undefined) =>
  mail?.text.match(/^- .*$/gm)?.map((line) => line.slice(2))

test('a guardian hears how much is new, and nothing of what it is', async () => {
  await addPhoto([noor], '2026-03-03T10:00:00')
  await addPhoto([noor], '2026-03-04T10:00:00')
  await addEntry(noor, '2026-03-04T12:00:00')
  await addMessage(zoe, '2026-03-05T12:00:00Z')
  const [mail] = await news(FRIDAY)
  expect(mail?.to).toBe('zoe@ouders.example')
  expect(listOf(mail)).toEqual([
    "2 nieuwe foto's waar uw kind op staat",
    '1 nieuw stukje in het schrift',
    '1 nieuw bericht',
  ])
  expect(`${mail?.subject} ${mail?.html}`).not.toMatch(/Geheim|Noor|foto\.jpg|Juf/)
})

test('nothing new is no mail', async () => {
  expect(await news(FRIDAY)).toEqual([])
})

test('a photo counts only where the guardian may see it', async () => {
  const other = await addGuardian(store, [sem], { email: 'sam@ouders.example', account: 'active' })
  await addPhoto([noor, sem], '2026-03-03T10:00:00')
  await addPhoto([], '2026-03-03T10:00:00')
  await setConsent(other, sem)
  const mails = await news(FRIDAY)
  expect(mails.map(({ to }) => to)).toEqual(['zoe@ouders.example'])
  expect(listOf(mails[0])).toEqual(['1 nieuwe foto waar uw kind op staat'])
})

test('a consent that was withdrawn shows a photo to nobody else', async () => {
  const other = await addGuardian(store, [sem], { email: 'sam@ouders.example' })
  await addPhoto([noor, sem], '2026-03-03T10:00:00')
  await setConsent(other, sem, '2026-03-02T08:00:00Z')
  expect(await news(FRIDAY)).toEqual([])
})

test('a photo of two children of one guardian is one photo', async () => {
  await store.record((write) =>
    write
      .insertInto('child_guardians')
      .values({ child_id: sem, position: 1, guardian_id: zoe, custody: true })
      .execute(),
  )
  await setConsent(zoe, noor)
  await setConsent(zoe, sem)
  await addPhoto([noor, sem], '2026-03-03T10:00:00')
  expect(listOf((await news(FRIDAY))[0])).toEqual(['1 nieuwe foto waar uw kind op staat'])
})

test('what was told of is not told of again, and a second run in a week mails nobody', async () => {
  await addEntry(noor, '2026-03-04T12:00:00')
  await news(FRIDAY)
  await addEntry(noor, '2026-03-06T17:00:00')
  expect(await news('2026-03-07 09:00')).toEqual([])
  expect(listOf((await news('2026-03-13 16:00'))[0])).toEqual(['1 nieuw stukje in het schrift'])
  expect(await news('2026-03-20 16:00')).toEqual([])
})

test('weeks without a run lose nothing, up to four', async () => {
  await news('2026-02-06 16:00')
  await addEntry(noor, '2026-02-05T12:00:00')
  await addEntry(noor, '2026-02-06T17:00:00')
  await addEntry(noor, '2026-02-12T12:00:00')
  await addEntry(noor, '2026-03-03T12:00:00')
  expect(listOf((await news(FRIDAY))[0])).toEqual(['3 nieuwe stukjes in het schrift'])
})

test('what comes in late is told of late', async () => {
  await addPhoto([noor], '2026-03-05T10:00:00')
  await news(FRIDAY)
  await addPhoto([noor], '2026-03-05T11:00:00')
  expect(listOf((await news('2026-03-13 16:00'))[0])).toEqual(['1 nieuwe foto waar uw kind op staat'])
})

test('the first run tells of a week, not of the years before', async () => {
  await addEntry(noor, '2026-02-26T12:00:00')
  await addEntry(noor, '2026-02-27T12:00:00')
  expect(listOf((await news(FRIDAY))[0])).toEqual(['1 nieuw stukje in het schrift'])
})

test('old photos that are brought in now are no news', async () => {
  await news('2026-02-27 16:00')
  await addPhoto([noor], '2024-06-01T10:00:00')
  expect(await news(FRIDAY)).toEqual([])
})

test('who cannot log in gets no news', async () => {
  await addGuardian(store, [noor], { email: 'sam@ouders.example' })
  await addGuardian(store, [sem], { email: 'kim@ouders.example', account: 'closed' })
  await addEntry(noor, '2026-03-04T12:00:00')
  await addEntry(sem, '2026-03-04T12:00:00')
  expect((await news(FRIDAY)).map(({ to }) => to)).toEqual(['zoe@ouders.example'])
})

test('the link in the mail ends it, for the one guardian and this kind of mail', async () => {
  await addEntry(noor, '2026-03-04T12:00:00')
  const [mail] = await news(FRIDAY)
  const token = /afmelden\?mail=(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
  expect(token).toBe(unsubscribeToken({ guardian: zoe, topic: 'weekly-news' }, KEY))
  await endMail({ store, activationKey: KEY }, token, momentAtWall(FRIDAY))
  await addEntry(noor, '2026-03-10T12:00:00')
  expect(await news('2026-03-13 16:00')).toEqual([])
})

test('who ends it while the mail waits does not get it', async () => {
  await addEntry(noor, '2026-03-04T12:00:00')
  await runNight(store, 'weekly-news', FRIDAY)
  const token = unsubscribeToken({ guardian: zoe, topic: 'weekly-news' }, KEY)
  await endMail({ store, activationKey: KEY }, token, momentAtWall(FRIDAY))
  expect((await deliverAndRead(store, momentAtWall(FRIDAY))).counts).toMatchObject({ sent: 0, skipped: 1 })
})
