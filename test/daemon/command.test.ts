import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { startCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/folder.ts'
import { addNights } from '../support/nights.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { openProxy, type Passage } from '../support/proxy.ts'

let database: Database
let proxy: Passage
let folder: string
let pinged: string[]
let pings: ReturnType<typeof createServer>

beforeEach(async () => {
  database = await freshDatabase()
  const { hostname: host, port } = new URL(database.url)
  proxy = await openProxy({ host, port: Number(port) })
  folder = await temporaryFolder()
  pinged = []
  pings = createServer((request, response) => {
    pinged.push(request.url ?? '')
    response.end()
  }).listen(0, '127.0.0.1')
  await once(pings, 'listening')
})

afterEach(async () => {
  pings.close()
  await proxy.shut().catch(() => {})
  await database.drop()
})

async function settings(change: object = {}): Promise<string> {
  const file = join(folder, 'ouderportaal.yaml')
  const { port } = pings.address() as AddressInfo
  const base = {
    database: Object.assign(new URL(database.url), { port: String(proxy.port) }).href,
    portalUrl: 'https://portaal.example',
    activationKey: 'ab'.repeat(32),
    mail: { transport: `folder:${folder}/mail`, from: 'portaal@opvang.example' },
    pings: {
      'expire-credits': `http://127.0.0.1:${port}/{job}`,
      'remind-exports': 'http://127.0.0.1:1/nobody',
    },
    daemon: { listen: '127.0.0.1:0' },
  }
  await writeFile(file, JSON.stringify({ ...base, ...change }))
  return file
}

/** A daemon at noon, with the lines of its log as they come. */
function start() {
  const child = startCli(['daemon', '--at', '2026-03-03 12:00'], { cwd: folder })
  const lines: Readonly<Record<string, unknown>>[] = []
  let wake = () => {}
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(JSON.parse(line))
    wake()
  })
  return {
    child,
    lines,
    async heard(part: string, since = 0) {
      const isThere = () => lines.slice(since).some(({ msg }) => String(msg).includes(part))
      while (!isThere()) {
        if (child.exitCode !== null) throw new Error(`it ended before it said ${part}`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

test('a daemon waits for its database, works, reads its settings again, and ends within its time', async () => {
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  await addNights(store, ['2026-03-02'])
  await store.close()
  await proxy.shut()
  const config = await settings()
  const { child, lines, heard } = start()
  await heard('does not answer')
  await proxy.open()
  await heard('is back')
  await heard('mail: ')
  expect(lines.filter(({ msg }) => String(msg).includes('does not answer'))).toHaveLength(1)

  const ran = lines.find(({ job }) => job === 'expire-credits')
  expect(ran).toMatchObject({ level: 'info', organisation: 'ouderportaal', counts: { expired: 1 } })
  expect(ran?.run).toMatch(/^[\da-f-]{36}$/)
  expect(JSON.stringify(lines)).not.toMatch(/@|Jansen|Sanne|Noor/)

  const before = lines.length
  await settings({ language: 'fr' })
  child.kill('SIGHUP')
  await heard('the settings from before go on', before)
  await settings()
  child.kill('SIGHUP')
  await heard('The settings were read again', before)
  expect(JSON.stringify(lines)).not.toContain('needs a restart')

  await settings({ daemon: { listen: 'off' } })
  child.kill('SIGHUP')
  await heard('"daemon.listen" is another in the settings now, which needs a restart.', before)
  await rm(config)
  child.kill('SIGHUP')
  await heard(`The settings file ouderportaal.yaml is not there: look`, before)

  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(lines.at(-1)?.msg).toBe('The daemon has ended.')
  expect(pinged).toEqual(['/expire-credits/start', '/expire-credits'])
})

test.each([
  ['--log xml', [], ['--log', 'xml'], '--log json'],
  [
    'a ping for no job',
    { pings: { 'expire-credit': 'https://hc.example' } },
    [],
    'did you mean "expire-credits"?',
  ],
])('%s is refused in a sentence', async (_what, change, flags, sentence) => {
  const child = startCli(['daemon', '--config', await settings(change), ...flags])
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  expect(await once(child, 'close')).toEqual([2, null])
  expect(said).toContain(sentence)
})
