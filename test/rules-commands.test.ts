import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { openStore } from '../src/store/open.ts'
import { runCli } from './support/cli.ts'
import { dumpDatabase } from './support/dump.ts'
import { addChild, addPlace } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'

let database: Database
let folder: string
let requests: Readonly<Record<'early' | 'late' | 'inTime' | 'farAhead', string>>

const published = resolve(import.meta.dirname, '../policies/delangekeizer.yaml')

/** From 2027 on an extra day is asked four days before, and an absence reported before 06:30. */
const stricter = { extra: { ahead: '30 days', notice: '96 hours before care' }, reported: 'before 06:30' }

beforeAll(async () => {
  database = await freshDatabase()
  folder = await temporaryFolder()
  await writePolicies()
  await addFamilies()
  requests = {
    early: await ask('absence', '0101', '2026-03-02', '2026-03-02 06:00'),
    late: await ask('absence', '0102', '2026-03-02', '2026-03-02 07:00'),
    inTime: await ask('request', 'extra', '0101', '2026-03-05', '2026-03-02 09:00'),
    farAhead: await ask('request', 'extra', '0102', '2026-05-06', '2026-03-03 09:00'),
  }
})

afterAll(() => database.drop())

async function writePolicies(): Promise<void> {
  const policy = parse(await readFile(published, 'utf8'))
  const [version] = policy.versions
  const next = {
    ...version,
    from: '2027-01-01',
    extra: stricter.extra,
    credit: { ...version.credit, reported: stricter.reported },
  }
  await writeFile(join(folder, 'delangekeizer.yaml'), stringify({ ...policy, versions: [version, next] }))
  const settings = { database: database.url, policies: folder, policy: 'delangekeizer', language: 'en' }
  await writeFile(join(folder, 'ouderportaal.yaml'), JSON.stringify(settings))
}

async function addFamilies(): Promise<void> {
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const place = await addPlace(store, 'De Boomhut')
  for (const child of ['0101', '0102']) await addChild(store, child, place, [{ from: '2025-09-01' }])
  await store.close()
}

function run(...args: readonly string[]) {
  return runCli(args, { cwd: folder })
}

/** Asks as staff, and gives the id of the request. The last word is the moment. */
async function ask(...words: readonly string[]): Promise<string> {
  const at = words.at(-1) ?? ''
  const { stdout } = await run(...words.slice(0, -1), '--because', 'phoned', '--at', at, '--json')
  return JSON.parse(stdout).request
}

async function json(...args: readonly string[]) {
  const { stdout, code, stderr } = await run(...args, '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout)
}

describe('rules show', () => {
  test('prints the version in force with each clause in words and its source', async () => {
    const { code, stdout } = await run('rules', 'show', '--at', '2026-03-02')
    expect(code).toBe(0)
    expect(stdout).toContain(
      'in force from Wednesday 1 January 2020 up to and including Thursday 31 December 2026',
    )
    expect(stdout).toContain('LK-4\n  You ask for an extra day at most 30 days ahead')
    expect(stdout).toContain('Source: ')
  })

  test('speaks Dutch on request, and shows what is set under a clause', async () => {
    const { stdout } = await run('rules', 'show', '--at', '2027-02-01', '--language', 'nl')
    expect(stdout).toContain('Huisregels van Kinderopvang De Lange Keizer')
    expect(stdout).toMatch(/LK-4\n[^-]+- Een extra dag vraagt u hooguit 30 dagen vooruit\.\n.*96 uur/)
  })

  test('gives the policy as data, and the days in force of every version', async () => {
    const { policy, versions } = await json('rules', 'show', '--at', '2027-02-01')
    expect(policy.ref).toEqual({ name: 'delangekeizer', from: '2027-01-01' })
    expect(versions).toEqual([{ from: '2020-01-01', until: '2026-12-31' }, { from: '2027-01-01' }])
  })

  test('says which versions there are on a day before the first', async () => {
    const { code, stderr } = await run('rules', 'show', '--at', '2019-01-01')
    expect(code).toBe(1)
    expect(stderr).toContain('it has: 2020-01-01 to 2026-12-31, from 2027-01-01 on')
  })
})

describe('rules explain', () => {
  test('shows each clause once, with its rules as ticks and crosses and the times compared', async () => {
    const { code, stdout } = await run('rules', 'explain', requests.farAhead.slice(0, 8))
    expect(code).toBe(0)
    expect(stdout.match(/LK-4/g)).toHaveLength(1)
    expect(stdout).toMatch(/✗ LK-4\n {4}You ask for an extra day/)
    expect(stdout).toMatch(/ {6}✗ .*Wednesday 6 May 2026/)
    expect(stdout).toMatch(/ {6}✓ .*48 hours|✓ .*in time/i)
  })

  test('shows what another version makes of it beside what was decided', async () => {
    const { stdout } = await run('rules', 'explain', requests.inTime, '--as-of', '2027-01-01')
    expect(stdout).toContain('Decided by "delangekeizer", version of 2020-01-01.\nThis is possible.')
    expect(stdout).toMatch(/version of 2027-01-01:\nIt was: This is possible\.\nThis is not possible\./)
  })

  test('looks at the world as it was then: the day that this very request took is free', async () => {
    const { verdict, asOf } = await json('rules', 'explain', requests.inTime, '--as-of', '2026-03-02')
    expect(asOf).toEqual(verdict)
  })

  test('names a request that is not there', async () => {
    const { code, stderr } = await run('rules', 'explain', 'abcd1234')
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('abcd1234') })
  })

  test('names a day without a version', async () => {
    const { code, stderr } = await run('rules', 'explain', requests.early, '--as-of', '2019-12-31')
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('2019-12-31') })
  })
})

describe('rules simulate', () => {
  test('counts what would change, which way, for how many children, and by which rule', async () => {
    const report = await json('rules', 'simulate', '--policy', 'delangekeizer.yaml')
    expect(report).toMatchObject({
      policy: { name: 'delangekeizer', from: '2027-01-01' },
      replayed: { requests: 4, children: 2 },
      changed: { requests: 2, children: 2 },
      outcomes: [{ was: 'allowed', becomes: 'refused', requests: 1, children: 1 }],
      credits: [{ credit: 'lost', requests: 1, children: 1 }],
      rules: [
        { rule: 'extra.notice', newlyBroken: 1, noLongerBroken: 0 },
        { rule: 'credit.reported-in-time', newlyBroken: 1, noLongerBroken: 0 },
      ],
      drifted: 0,
      lostPolicies: [],
    })
    expect(report.requests.map((one: { request: string }) => one.request)).toEqual([
      requests.late,
      requests.inTime,
    ])
  })

  test('changes nothing when the policy is the one that decided', async () => {
    const flags = ['--policy', 'delangekeizer', '--as-of', '2026-06-01']
    const { changed, drifted } = await json('rules', 'simulate', ...flags)
    expect({ changed, drifted }).toEqual({ changed: { requests: 0, children: 0 }, drifted: 0 })
  })

  test('replays only what was asked in the period, both days included', async () => {
    const flags = ['--policy', 'delangekeizer', '--from', '2026-03-03', '--until', '2026-03-03']
    const { replayed } = await json('rules', 'simulate', ...flags)
    expect(replayed).toEqual({ requests: 1, children: 1 })
  })

  test('writes nothing and names no child', async () => {
    const before = await dumpDatabase(database.url)
    const { code, stdout } = await run('rules', 'simulate', '--policy', 'delangekeizer')
    expect(code).toBe(0)
    expect(stdout).toContain('2 of 4 requests would change, for 2 of 2 children')
    expect(stdout).not.toMatch(/Noor|Jansen/)
    expect(await dumpDatabase(database.url)).toBe(before)
  })
})

describe('rules check', () => {
  async function check(name: string, change: (text: string) => string) {
    const file = join(folder, name)
    await writeFile(file, change(await readFile(published, 'utf8')))
    return run('rules', 'check', name)
  }

  test('ends with 0 for the house rules that are published', async () => {
    const { code, stdout } = await run('rules', 'check', published)
    expect({ code, stdout }).toEqual({ code: 0, stdout: '1 checked, 0 mistakes, 0 findings\n' })
  })

  test('names a request that no moment satisfies with its line, and ends with 1', async () => {
    const { code, stdout } = await check('late.yaml', (text) =>
      text.replace('extra: { ahead: 30 days, notice: 48 hours', 'extra: { ahead: 3 days, notice: 168 hours'),
    )
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^late\.yaml:\d+: an extra day can never be asked: extra\.horizon and extra\.notice/,
    )
    expect(stdout).toContain('1 checked, 0 mistakes, 1 findings')
  })

  test('names every mistake of a file that can not be read, and ends with 2', async () => {
    const { code, stderr } = await check('wrong.yaml', (text) =>
      text
        .replace('extra: { ahead: 30 days', 'extra: { ahead: 30 moons')
        .replace('organisation:', 'organization:'),
    )
    expect(code).toBe(2)
    expect(stderr).toContain('organization')
    expect(stderr).toMatch(/wrong\.yaml:\d+: .*30 moons/)
  })

  test('names a file that is not there, and still checks the others', async () => {
    const { code, stdout, stderr } = await run('rules', 'check', 'nowhere.yaml', published)
    expect(code).toBe(2)
    expect(stderr).toContain('nowhere.yaml')
    expect(stdout).toBe('2 checked, 1 mistakes, 0 findings\n')
  })
})
