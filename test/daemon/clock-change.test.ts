import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { listRuns } from '../../src/store/runs.ts'
import { startCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/folder.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { findProgram } from '../support/programs.ts'

/* The program under a clock that somebody else made: what the machine's own clock says, it believes. */

const faketime = findProgram('faketime')

let database: Database

beforeEach(async () => {
  database = await freshDatabase()
})

afterEach(() => database.drop())

async function settings(): Promise<string> {
  const folder = await temporaryFolder()
  const file = join(folder, 'ouderportaal.yaml')
  const text = {
    ...{ database: database.url, portalUrl: 'https://portaal.example', activationKey: 'ab'.repeat(32) },
    mail: { transport: `folder:${folder}/mail`, from: 'portaal@opvang.example' },
    daemon: { listen: 'off' },
  }
  await writeFile(file, JSON.stringify(text))
  return file
}

/** Starts a daemon when the machine's clock says so, in UTC, and ends it when it has said something like that. */
async function runAt(utc: string, config: string, until: string): Promise<void> {
  const child = startCli(['daemon', '--config', config, '--log', 'text'], {
    env: { LD_PRELOAD: await preloaded(), FAKETIME: `@${utc}`, TZ: 'UTC', DONT_FAKE_MONOTONIC: '1' },
  })
  const said: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line)
    if (line.includes(until)) child.kill('SIGTERM')
  })
  expect([await once(child, 'exit'), said]).toEqual([[0, null], expect.anything()])
}

/** The library that the program of that name brings with it. */
async function preloaded(): Promise<string> {
  const { execFileSync } = await import('node:child_process')
  return execFileSync('faketime', ['2026-01-01', 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' }).trim()
}

test.skipIf(!faketime).each([
  ['less', '2026-03-29 00:59:30', '2026-03-29 01:09:50', '2026-03-29'],
  ['more', '2026-10-25 00:59:30', '2026-10-25 02:09:50', '2026-10-25'],
])(
  'on the day with an hour %s the ticker wakes the daemon, and the job of 03:10 is run once (needs the package faketime)',
  async (_hour, beforeChange, beforeJob, date) => {
    const config = await settings()
    await runAt(beforeChange, config, 'has started')
    await runAt(beforeJob, config, `expire-credits ${date}`)
    await runAt(beforeJob, config, 'has started')
    const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
    const runs = await listRuns(store.read, { limit: 10 })
    await store.close()
    const slots = runs.flatMap(({ job, slot }) => (job === 'expire-credits' ? [slot] : []))
    expect(slots).toEqual([`expire-credits ${date}`])
  },
)
