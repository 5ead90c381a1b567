import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { runCli } from '../support/cli.ts'
import { dumpDatabase } from '../support/dump.ts'
import { addChild, addGuardian, addPlace } from '../support/family.ts'
import { temporaryFolder } from '../support/folder.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { type CountingInbox, startInbox } from '../support/smtp.ts'

/* Names and addresses that are found nowhere else: where one turns up, it was let out. */
const CANARIES = ['Kanariaan', 'Pietvogel', 'kanarie.een', 'kanarie.twee', 'kanarie.drie', 'kooi.example']

/* What the server says to the face of two of them, and then whose name it is. */
const REFUSALS = { twee: '5.1.1 unknown', drie: '5.7.1 this sender may not write to' }

let database: Database
let store: Store
let folder: string
let inbox: CountingInbox

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  folder = await temporaryFolder()
  // A server that repeats whatever it is told, in its refusals too.
  inbox = await startInbox({
    onRcptTo: ({ address }, _session, done) => {
      const words = Object.entries(REFUSALS).find(([name]) => address.includes(name))?.[1]
      done(words ? Object.assign(new Error(`${words} <${address}> Kanariaan`), { responseCode: 550 }) : null)
    },
  })
  const place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  const child = await addChild(store, 'K1', place, [{ from: '2026-03-09' }])
  const other = await addChild(store, 'K2', place, [{ from: '2026-03-09' }])
  await store.record((write) => write.updateTable('children').set({ first_name: 'Pietvogel' }).execute())
  for (const [name, of] of [
    ['een', child],
    ['twee', child],
    ['drie', other],
  ] as const) {
    await addGuardian(store, [of], { email: `kanarie.${name}@kooi.example`, firstName: 'Kanariaan' })
  }
  await writeFile(
    join(folder, 'ouderportaal.yaml'),
    JSON.stringify({
      database: database.url,
      portalUrl: 'https://portaal.example',
      activationKey: 'ab'.repeat(32),
      mail: { transport: inbox.url, from: 'portaal@opvang.example' },
    }),
  )
  await writeFile(join(folder, 'nieuws.md'), '# Nieuws\n\nSoep op dinsdag.\n')
  await mkdir(join(folder, 'bounces', 'new'), { recursive: true })
})

afterAll(async () => {
  await inbox.close()
  await store.close()
  await database.drop()
})

const at = (wall: string, ...words: readonly string[]) => [...words, '--at', wall]

/** Every command that has to do with mail, in an order in which it does something. */
const COMMANDS: readonly (readonly string[])[] = [
  at('2026-03-02 09:00', 'activate', '--dry-run'),
  at('2026-03-02 09:00', 'activate'),
  at('2026-03-02 09:01', 'activate', 'status'),
  at('2026-03-02 09:02', 'mail', 'queue', '--state', 'failed'),
  at('2026-03-02 09:03', 'mail', 'retry', '--failed'),
  at('2026-03-02 09:04', 'newsletter', 'send', 'nieuws.md', '--all'),
  at('2026-03-10 07:06', 'job', 'run', 'remind-activations'),
  at('2026-03-17 09:00', 'job', 'run', 'remind-consents'),
  at('2026-03-20 16:00', 'job', 'run', 'weekly-news'),
  at('2026-03-20 16:01', 'job', 'run', 'warn-expiring-credits'),
  at('2026-03-20 16:02', 'absence', 'K1', '2026-03-23', '--because', 'phoned', '--guardian', '1'),
  at('2026-03-20 16:03', 'mail', 'bounces', 'bounces'),
  at('2026-03-20 16:04', 'mail', 'queue'),
  at('2026-03-20 16:05', 'job', 'history'),
]

test('no name, address or token is said by any command, or kept by any run, audit or queue', async () => {
  const said: string[] = []
  for (const command of COMMANDS) {
    for (const flags of [[], ['--json']]) {
      const { stdout, stderr } = await runCli([...command, ...flags], { cwd: folder })
      expect(stderr, command.join(' ')).not.toMatch(/This is a bug|error: unknown/)
      said.push(stdout, stderr)
    }
  }
  const tokens = inbox.received.flatMap((mail) => mail.replaceAll(/=\r\n/g, '').match(/[\w-]{43}/g) ?? [])
  expect(tokens.length).toBeGreaterThan(2)
  const kept = (await dumpDatabase(database.url)).split('\n\n').filter((table) => !isAboutPeople(table))
  const all = [...said, ...kept].join('\n')
  for (const canary of [...CANARIES, ...tokens]) expect(all).not.toContain(canary)
}, 600_000)

/** The tables that hold names and addresses because that is what they are for. */
function isAboutPeople(table: string): boolean {
  return /^ouderportaal\.(guardians|children|newsletters)\n/.test(table)
}
