import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tokenOf } from '../../src/accounts/tokens.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { runCli } from '../support/cli.ts'
import { dumpDatabase } from '../support/dump.ts'
import { addChild, addGuardian, addPlace } from '../support/family.ts'
import { temporaryFolder } from '../support/folder.ts'
import { deliver, invite } from '../support/mail-work.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { deadAddress, type Inbox, refusing, startInbox } from '../support/smtp.ts'
import { addMail, mailId, standings } from '../support/stored-mails.ts'

const KEY = 'ab'.repeat(32)

let database: Database
let store: Store
let inbox: Inbox
let config: string

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  inbox = await startInbox()
  config = await writeSettings(inbox.url)
})

afterEach(async () => {
  await inbox.close()
  await store.close()
  await database.drop()
})

async function writeSettings(transport: string): Promise<string> {
  const file = join(await temporaryFolder(), 'ouderportaal.yaml')
  const mail = { transport, from: 'portaal@opvang.example' }
  const settings = {
    portalUrl: 'https://portaal.example',
    activationKey: KEY,
    organisation: 'De Lange Keizer',
  }
  await writeFile(file, JSON.stringify({ database: database.url, mail, ...settings }))
  return file
}

const run = (command: string, ...args: readonly string[]) =>
  runCli([...command.split(' '), '--config', config, '--at', '2026-03-02 09:00', ...args])

/** A guardian whose invitation a server refused. */
async function addRefused(email = 'an@ouders.example'): Promise<{ guardian: number; mail: string }> {
  const place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  const child = await addChild(store, 'K1', place, [{ from: '2026-03-09' }])
  const guardian = await addGuardian(store, [child], { email })
  const strict = await startInbox(refusing(email, 550))
  await runCli(['activate', '--config', await writeSettings(strict.url), '--at', '2026-03-02 08:00'])
  await strict.close()
  const { id } = await store.read.selectFrom('mails').select('id').executeTakeFirstOrThrow()
  return { guardian, mail: id }
}

const block = (email: string) =>
  store.record((write) =>
    write
      .insertInto('bounces')
      .values(({ fn, cast, val }) => ({
        address_hash: fn('sha256', [cast<Uint8Array>(val(email), 'bytea')]),
        bounced_at: '2026-03-02T08:00:00Z',
        status: '5.1.1',
        mail_id: null,
      }))
      .execute(),
  )

test('mail queue counts what waits by state and template, and lists it without addresses', async () => {
  const guardian = await addGuardian(store, [], { email: 'an@ouders.example' })
  await addMail(store, 1, {
    state: 'queued',
    guardian_id: guardian,
    tries: 2,
    try_after: '2026-03-02 09:30:45Z',
    reason: '451',
  })
  await addMail(store, 2, { state: 'unknown', template: 'newsletter' })
  await addMail(store, 3, { state: 'failed' })
  const { code, stdout, stderr } = await run('mail queue')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/queued\s+activation\s+1\nunknown\s+newsletter\s+1\n/)
  expect(stdout).toContain('The oldest is of 2026-03-02 08:01.')
  expect(stdout).toContain('tried from 2026-03-02 10:30:45')
  expect(stdout).toMatch(/10000000\s+activation\s+queued\s+2\s+2026-03-02 08:01\s+2026-03-02 10:30:45\s+451/)
  expect(stdout).not.toContain('30000000')
  expect(stdout).not.toContain('@')
})

test('mail queue shows another state, one template and so many, and says how many more', async () => {
  for (const digit of [1, 2, 3]) await addMail(store, digit, { state: 'failed' })
  await addMail(store, 4, { state: 'failed', template: 'newsletter' })
  const flags = ['--state', 'failed', '--template', 'activation', '--limit', '2']
  expect((await run('mail queue', ...flags)).stdout).toContain('and 1 more')
  expect(JSON.parse((await run('mail queue', '--json', ...flags)).stdout)).toMatchObject({
    counts: [{ state: 'failed', template: 'activation', count: 3 }],
    mails: [{ id: mailId(1) }, { id: mailId(2) }],
  })
})

test('mail queue without mail that waits says so, and what there is', async () => {
  expect((await run('mail queue')).stdout).toBe('No mail waits: there are no mails yet.\n')
  await addMail(store, 1, { state: 'sent' })
  await addMail(store, 2, { state: 'failed' })
  const { stdout } = await run('mail queue')
  expect(stdout).toBe('No mail waits. There are 1 failed, 1 sent: see them with --state.\n')
  expect((await run('mail queue', '--state', 'unknown')).stdout).toContain('No mail is unknown.')
})

test('mail queue says why mail waits: no server, or an address that --only-to leaves out', async () => {
  await addMail(store, 1, { state: 'queued' })
  config = await writeSettings(await deadAddress())
  expect((await run('mail send')).code).toBe(75)
  expect((await run('mail queue')).stdout).toMatch(
    /^Mail can't be sent now: mail server 127\.0\.0\.1:\d+ .*\(since 2026-03-02 09:00\)$/m,
  )
})

test('mail queue with a state that is none ends with 2', async () => {
  const { code, stderr } = await run('mail queue', '--state', 'lost')
  expect(code).toBe(2)
  expect(stderr).toContain('--state "lost" is not possible')
})

test('mail show has the headers that are sent, and no text, link or token', async () => {
  const { mail } = await addRefused()
  const shown = await run('mail show', mail.slice(0, 8))
  expect(shown.code).toBe(0)
  expect(shown.stdout).toContain('state: failed')
  expect(shown.stdout).toContain('refused the mail: 550')
  await run('mail retry', mail)
  const [head = ''] = (inbox.received[0] ?? '').split('\r\n\r\n')
  for (const name of ['From', 'To', 'Subject', 'Message-ID', 'Date']) {
    const line = new RegExp(`^${name}: .*$`, 'm').exec(head)?.[0].trimEnd() ?? 'missing'
    expect(shown.stdout).toContain(line)
  }
  expect(shown.stdout).toContain('Reply-To: boomhut@opvang.example')
  const { id } = await store.read.selectFrom('activations').select('id').executeTakeFirstOrThrow()
  expect(shown.stdout).not.toContain(tokenOf(id, KEY))
  expect(shown.stdout).not.toMatch(/activeren|Sanne/)
})

test('mail show tells why a mail would not be sent now, and to whom it was', async () => {
  const { mail } = await addRefused()
  await store.record((write) =>
    write.updateTable('activations').set({ replaced_at: '2026-03-02T07:30Z' }).execute(),
  )
  const { stdout } = await run('mail show', mail)
  expect(stdout).toContain('would not be sent now: the invitation was replaced by a newer one')
  expect(stdout).toContain('To: an@ouders.example')
})

test('mail show leaves no trace of what it showed', async () => {
  const { mail } = await addRefused()
  const before = await dumpDatabase(database.url)
  await run('mail show', mail)
  expect(await dumpDatabase(database.url)).toBe(before)
})

test.each(['show', 'retry'])('mail %s of a mail that is not there, or of two, ends with 2', async (word) => {
  await addMail(store, 1, { state: 'failed' })
  await addMail(store, 2, { state: 'failed', id: '10000000-0000-4000-8000-000000000001', key: 'another' })
  expect(await run(`mail ${word}`, '9999')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no mail 9999'),
  })
  expect(await run(`mail ${word}`, '1000')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('More than one'),
  })
})

test('mail retry sends a mail that failed, under the same Message-ID and once', async () => {
  const { mail } = await addRefused()
  const before = await store.read.selectFrom('mails').select(['message_id', 'key']).execute()
  const first = await run('mail retry', '--failed')
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toContain('1 queued again, 0 refused\n1 mail: 1 sent')
  expect(inbox.received[0]).toContain(`Message-ID: <${mail}@portaal.example>`)
  expect(await store.read.selectFrom('mails').select(['message_id', 'key']).execute()).toEqual(before)
  expect((await run('mail retry', '--failed')).stdout).toContain('nothing to try again')
  expect(inbox.received).toHaveLength(1)
})

test('mail retry never sends again what was sent, was not needed or waits already, and says so', async () => {
  await addMail(store, 1, { state: 'sent' })
  await addMail(store, 2, { state: 'skipped' })
  const { code, stderr } = await run('mail retry', mailId(1), mailId(2))
  expect(code).toBe(3)
  expect(stderr.trim().split('\n')).toEqual([
    `Mail ${mailId(1)}: it was sent.`,
    `Mail ${mailId(2)}: it was no longer needed.`,
  ])
  expect(await standings(store)).toEqual({ 1: 'sent', 2: 'skipped' })
  expect(inbox.received).toEqual([])
})

test('mail retry refuses a mail whose address bounced, until that is unblocked', async () => {
  const { guardian, mail } = await addRefused()
  await block('an@ouders.example')
  const refused = await run('mail retry', '--failed')
  expect(refused.code).toBe(3)
  expect(refused.stderr).toContain(`Mail ${mail}: mail to its address came back`)
  expect(refused.stderr).toContain(`"ouderportaal mail unblock ${guardian}"`)
  expect(inbox.received).toEqual([])
  const unblocked = await run('mail unblock', String(guardian))
  expect(unblocked).toMatchObject({ code: 0, stderr: '' })
  expect(unblocked.stdout).toContain(`guardian ${guardian} (5.1.1) is mailed again`)
  expect((await run('mail retry', '--failed')).stdout).toContain('1 mail: 1 sent')
})

test('mail retry takes a mail that was put off, and gives it two new days', async () => {
  const { mail } = await addRefused()
  const put = {
    state: 'queued' as const,
    tries: 7,
    first_tried_at: '2026-03-01T00:00Z',
    try_after: '2026-03-02T23:00Z',
  }
  await store.record((write) => write.updateTable('mails').set(put).execute())
  const dry = await run('mail retry', mail, '--dry-run')
  expect(dry.stdout).toContain(`1 would be queued again, 0 refused\n  ${mail}`)
  expect((await run('mail retry', mail, '--json')).stdout).toContain('"sent": 1')
})

test('mail retry of what is unknown leaves what failed', async () => {
  await addMail(store, 1, { state: 'unknown', attempts: 3 })
  await addMail(store, 2, { state: 'failed', reason: 'no' })
  const { stdout } = await run('mail retry', '--unknown', '--dry-run', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ dryRun: true, again: [mailId(1)], counts: { chosen: 1 } })
})

test('mail retry by template takes no other template', async () => {
  await addMail(store, 1, { state: 'failed' })
  await addMail(store, 2, { state: 'failed', template: 'newsletter' })
  const { stdout } = await run('mail retry', '--template', 'newsletter', '--dry-run', '--json')
  expect(JSON.parse(stdout).again).toEqual([mailId(2)])
})

test('mail retry without saying which mails ends with 2', async () => {
  const { code, stderr } = await run('mail retry')
  expect(code).toBe(2)
  expect(stderr).toContain('--failed, --unknown or --template')
})

test('a dry run of mail retry changes nothing', async () => {
  await addRefused()
  const before = await dumpDatabase(database.url)
  expect((await run('mail retry', '--failed', '--dry-run')).code).toBe(0)
  expect(await dumpDatabase(database.url)).toBe(before)
})

test('mail retry keeps an audit row with the ids', async () => {
  const { mail } = await addRefused()
  await run('mail retry', '--failed')
  const audit = await store.read
    .selectFrom('audit')
    .select('details')
    .where('action', '=', 'mails queued again')
    .execute()
  expect(audit).toEqual([{ details: { mails: [mail] } }])
})

test('mail retry of more than 50 mails needs a yes, which without a terminal is a flag', async () => {
  await addRefused()
  await store.record(async (write) => {
    const { id: _, key: __, ...mail } = await write.selectFrom('mails').selectAll().executeTakeFirstOrThrow()
    const ids = Array.from({ length: 50 }, (_, n) => `${mailId(1).slice(0, -2)}${String(n).padStart(2, '0')}`)
    const rows = ids.map((id) => ({ ...mail, id, key: id, data: JSON.stringify(mail.data), message_id: id }))
    await write.insertInto('mails').values(rows).execute()
  })
  const refused = await run('mail retry', '--failed')
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('--yes')
  expect(inbox.received).toEqual([])
  expect((await run('mail retry', '--failed', '--yes', '--quiet')).code).toBe(0)
  expect(inbox.received).toHaveLength(51)
})

test('mail unblock keeps an audit row, and a second time says that there is nothing to unblock', async () => {
  const guardian = await addGuardian(store, [], { email: 'an@ouders.example' })
  await block('an@ouders.example')
  const before = await dumpDatabase(database.url)
  expect((await run('mail unblock', String(guardian), '--dry-run')).stdout).toContain('would be mailed again')
  expect(await dumpDatabase(database.url)).toBe(before)
  await run('mail unblock', String(guardian))
  expect(await store.read.selectFrom('audit').select(['action', 'subject', 'details']).execute()).toEqual([
    { action: 'address unblocked', subject: `guardian ${guardian}`, details: { status: '5.1.1' } },
  ])
  expect((await run('mail unblock', String(guardian))).stdout).toContain('nothing to unblock')
})

test('mail unblock takes a location by its name', async () => {
  await addPlace(store, 'De Boomhut', 'Boomhut@Opvang.example')
  await block('boomhut@opvang.example')
  expect((await run('mail unblock', '--location', 'De Boomhut')).stdout).toContain('is mailed again')
  expect(await store.read.selectFrom('bounces').selectAll().execute()).toEqual([])
})

test.each([
  [[]],
  [['999']],
  [['an@ouders.example']],
  [['--location', 'nowhere']],
  [['1', '--location', 'x']],
])('mail unblock %j ends with 2', async (args) => {
  expect((await run('mail unblock', ...args)).code).toBe(2)
})

test('the help of mail names its commands', async () => {
  const { stdout } = await runCli(['mail', '--help'])
  for (const word of ['queue', 'show', 'retry', 'bounces', 'unblock']) expect(stdout).toContain(word)
})

test('mail retry of a template that is none names the one that was meant, and ends with 2', async () => {
  const { code, stderr } = await run('mail retry', '--template', 'activaton')
  expect(code).toBe(2)
  expect(stderr).toContain('There is no mail template "activaton": did you mean "activation"?')
})

test('what changes nothing leaves no run behind', async () => {
  const guardian = await addGuardian(store, [], { email: 'an@ouders.example' })
  await addMail(store, 1, { state: 'sent' })
  const runs = async () => (await store.read.selectFrom('job_runs').select('id').execute()).length
  const before = await runs()
  await run('mail retry', mailId(1))
  await run('mail retry', '--failed')
  await run('mail unblock', String(guardian))
  expect(await runs()).toBe(before)
})

test('mail show has the headers of a mail in the same form and order, whether it would go or not', async () => {
  const { guardian, mail } = await addRefused()
  const headers = async () => {
    const { stdout } = await run('mail show', mail)
    return stdout.split('\n').filter((line) => /^ {2}(From|Reply-To|To|Subject|Message-ID|Date): /.test(line))
  }
  const before = await headers()
  await store.record((write) =>
    write.insertInto('accounts').values({ guardian_id: guardian, state: 'active' }).execute(),
  )
  expect(before).toHaveLength(6)
  expect(await headers()).toEqual(before)
})

test('a command that finds all mails in the hands of another run says to try again later', async () => {
  const [taken, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = await startInbox({
    onData: (stream, _session, done) => {
      stream.on('end', taken.resolve).resume()
      answered.promise.then(() => done(), done)
    },
  })
  await addGuardian(
    store,
    [await addChild(store, 'K1', await addPlace(store, 'De Boomhut'), [{ from: '2026-03-09' }])],
    {
      email: 'an@ouders.example',
    },
  )
  await invite(store)
  const sending = deliver(store, slow.url)
  await taken.promise
  expect(await run('mail send')).toMatchObject({ code: 75, stdout: '1 mail: 0 sent, 1 waiting\n' })
  answered.resolve()
  await sending
  await slow.close()
})

test('mail show has subject, sender and reply address also of a mail that would not be sent now', async () => {
  const { guardian, mail } = await addRefused()
  await store.record((write) =>
    write.insertInto('accounts').values({ guardian_id: guardian, state: 'active' }).execute(),
  )
  const { stdout } = await run('mail show', mail)
  expect(stdout).toContain('would not be sent now: the account is active by now')
  expect(stdout).toContain('Subject: Uw account voor het ouderportaal van De Lange Keizer')
  expect(stdout).toContain('From: "De Lange Keizer" <portaal@opvang.example>')
  expect(stdout).toContain('Reply-To: boomhut@opvang.example')
})

test('the help of a command breaks no sentence but where the screen ends', async () => {
  const { stdout } = await runCli(['mail', 'retry', '--help'])
  expect(stdout.replace(/\n/g, ' ')).toContain('nor one to an address from which mail came back.')
  expect(stdout).not.toMatch(/nor one to an\naddress/)
})
