import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace } from '../../../test/support/family.ts'
import { invite, mailSettings, NOW } from '../../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { startDroppingInbox } from '../../../test/support/smtp.ts'
import { openStore, type Store } from '../../store/open.ts'
import { mailWork } from './mail-work.ts'

let database: Database
let store: Store

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

test('a server that says nothing of a mail is left alone for longer each time, so that few are in doubt', async () => {
  const place = await addPlace(store, 'De Boomhut')
  for (const name of ['anna', 'bo', 'cem']) {
    const child = await addChild(store, name, place, [{ from: '2026-03-09' }])
    await addGuardian(store, [child], { email: `${name}@ouders.example` })
  }
  await invite(store)
  const inbox = await startDroppingInbox()
  let clock = 0
  const work = mailWork(mailSettings(inbox.url), () => clock)
  const turn = async (minutes: number) => {
    clock = minutes * 60_000
    await work.do({ name: 'een', store }, NOW, new AbortController().signal)
    return inbox.received.length
  }
  expect([await turn(0), await turn(1), await turn(2), await turn(5), await turn(6)]).toEqual([1, 1, 2, 2, 3])
  await inbox.close()
})

test('while no server can be used nothing was done, and only that is told', async () => {
  const place = await addPlace(store, 'De Boomhut')
  const child = await addChild(store, 'anna', place, [{ from: '2026-03-09' }])
  await addGuardian(store, [child], { email: 'anna@ouders.example' })
  await invite(store)
  const work = mailWork(mailSettings('smtp://127.0.0.1:1'))
  const done = await work.do({ name: 'een', store }, NOW, new AbortController().signal)
  expect(done).toEqual({ more: false, findings: [expect.stringContaining("can't be used")] })
})
