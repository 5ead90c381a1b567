import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace } from '../../../test/support/family.ts'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { deliver } from '../../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { answer, openTo, record, runAt } from '../../../test/support/requests.ts'
import { loadPolicy } from '../../policy/load.ts'
import type { Ask, Policy } from '../../rules/index.ts'
import type { Store } from '../../store/open.ts'
import { recordRequest } from '../requests/run-request.ts'

/* Noor (N1) comes on Monday and Tuesday; guardian 1 reads Dutch, guardian 2 English. 2 March 2026 is a Monday. */

let database: Database
let store: Store
let policy: Policy
let child: number

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  policy = (await loadPolicy('delangekeizer', join(import.meta.dirname, '../../../policies'))).versions[0]
  const place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  child = await addChild(store, 'N1', place, [{ from: '2025-09-01' }])
  await addGuardian(store, [child], { email: 'zoe@ouders.example', firstName: 'Zoë' })
  await addGuardian(store, [child], { email: 'jim@ouders.example', firstName: 'Jim', language: 'en' })
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

const EXTRA: Ask = { kind: 'extra', child: 'N1', date: '2026-03-12' }
const ABSENCE: Ask = { kind: 'absence', child: 'N1', date: '2026-03-02' }

const ask = (what: Ask, moment = '2026-03-01 20:00', guardian = 1) =>
  record(store, policy, what, moment, { guardian })

async function mailed(): Promise<readonly ParsedMail[]> {
  const folder = await temporaryFolder()
  await deliver(store, `folder:${folder}`)
  const files = await readdir(folder).catch(() => [])
  return Promise.all(files.map(async (file) => simpleParser(await readFile(join(folder, file)))))
}

async function theMail() {
  const [mail, ...others] = await mailed()
  expect(others).toEqual([])
  return { to: [mail?.to].flat()[0]?.text, subject: mail?.subject, text: mail?.text ?? '' }
}

const stored = () => store.read.selectFrom('mails').select(['template', 'state', 'reason']).execute()

test('a request that waits tells the guardian what was asked and when the answer is due', async () => {
  await ask(EXTRA, '2026-03-06 16:00')
  const { to, subject, text } = await theMail()
  expect({ to, subject }).toEqual({ to: 'zoe@ouders.example', subject: 'Uw aanvraag is ontvangen' })
  expect(text).toContain('Uw aanvraag voor Noor is ontvangen.')
  expect(text).toContain('Wat u vraagt: Een extra dag op donderdag 12 maart 2026')
  expect(text).toContain('Gevraagd op: vrijdag 6 maart 2026')
  expect(text).toContain('Antwoord uiterlijk: dinsdag 10 maart 2026')
  expect(text).toContain('Als dit doorgaat\n\n- U betaalt voor')
})

test('an absence in time is answered at once, with the credit that it earns', async () => {
  await ask(ABSENCE)
  const { subject, text } = await theMail()
  expect(subject).toBe('Uw afmelding is verwerkt')
  expect(text).toContain('Gevraagd op: zondag 1 maart 2026')
  expect(text).toContain('Wat dit betekent\n\n- Dit levert 1 dag tegoed op voor dagopvang, te gebruiken')
  expect(text).not.toContain('Waarom')
})

test('an absence that is late earns nothing, and the mail says why', async () => {
  await ask(ABSENCE, '2026-03-02 08:00')
  const { text } = await theMail()
  expect(text).toMatch(/Waarom\n\n- .*07:30/)
  expect(text).toContain('- Dit levert geen tegoed op.')
})

test('a refusal gives the reasons and the nearest other days, in the language of the guardian', async () => {
  await ask({ ...EXTRA, date: '2026-03-04' }, '2026-03-03 12:00', 2)
  const { to, subject, text } = await theMail()
  expect({ to, subject }).toEqual({ to: 'jim@ouders.example', subject: 'Your request is not possible' })
  expect(text).toContain('What you ask: An extra day on Wednesday 4 March 2026')
  expect(text).toMatch(/Why\n\n- Asked too late: .*07:30 that day\./)
  expect(text).toMatch(/What is possible\n\n- An extra day on Friday 6 March 2026/)
})

test('the answer of the location tells its note and the credit that comes back', async () => {
  await record(store, policy, ABSENCE, '2026-03-01 20:00')
  const { request } = await ask({ ...EXTRA, kind: 'credit-day' }, '2026-03-05 10:00')
  expect((await theMail()).text).toContain('- Hiervoor wordt het tegoed van maandag 2 maart 2026 gebruikt.')
  await answer(store, policy, request, 'declined', '2026-03-06 09:00', 'De groep is <vol>.')
  const { subject, text } = await theMail()
  expect(subject).toBe('Uw aanvraag is afgewezen')
  expect(text).toContain('Bericht van De Boomhut\n\nDe groep is <vol>.')
  expect(text).toContain('- Het tegoed van maandag 2 maart 2026 komt terug.')
  expect(text).not.toMatch(/Waarom|Wat wel kan/)
})

test('the same answer given twice is one mail, and one granted before the first mail left says only that', async () => {
  const { request } = await ask(EXTRA, '2026-03-05 10:00')
  await answer(store, policy, request, 'granted', '2026-03-05 12:00')
  await answer(store, policy, request, 'granted', '2026-03-05 13:00')
  expect((await theMail()).subject).toBe('Uw aanvraag is toegezegd')
  expect(await stored()).toEqual(
    expect.arrayContaining([
      { template: 'request-received', state: 'skipped', reason: 'answered by now' },
      { template: 'request-answered', state: 'sent', reason: null },
    ]),
  )
})

test('nobody is told where the guardian is not known, and nothing in a dry run', async () => {
  expect(await record(store, policy, ABSENCE, '2026-03-01 20:00')).toMatchObject({ mailQueued: false })
  const options = { ask: EXTRA, by: 'staff', because: 'phoned', guardian: 1 } as const
  await recordRequest(store, policy, options, runAt('2026-03-05 10:00', true))
  expect(await stored()).toEqual([])
})

test('a mail that the portal queued for another guardian than the one who asked is not sent', async () => {
  const { request } = await ask(EXTRA, '2026-03-05 10:00')
  await mailed()
  const other = await store.read
    .selectFrom('guardians')
    .select('id')
    .where('email', '=', 'jim@ouders.example')
    .executeTakeFirstOrThrow()
  const row = { template: 'request-received', language: 'en', state: 'queued', location_id: null } as const
  const id = randomUUID()
  await store.record((write) =>
    write
      .insertInto('mails')
      .values({
        ...row,
        id,
        key: `request-received/portal/${request}`,
        guardian_id: other.id,
        data: JSON.stringify({ request }),
        message_id: id,
        created_at: '2026-03-05T10:00:00Z',
      })
      .execute(),
  )
  expect(await mailed()).toEqual([])
})

test('a guardian who is none of the child any more is not told', async () => {
  await ask(EXTRA, '2026-03-05 10:00')
  await store.record((write) => write.deleteFrom('child_guardians').where('position', '=', 1).execute())
  expect(await mailed()).toEqual([])
  expect(await stored()).toMatchObject([{ state: 'skipped' }])
})
