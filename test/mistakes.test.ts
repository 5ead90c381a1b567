import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lockFolder } from '../src/store/lock.ts'
import { runCli, startCli } from './support/cli.ts'
import { temporaryFolder } from './support/folder.ts'
import { type Database, freshDatabase } from './support/postgres.ts'

/* A mistake of the user is told in a sentence, never as a stack, and changes nothing. */

let cwd: string

beforeEach(async () => {
  cwd = await temporaryFolder()
  await writeFile(join(cwd, 'package.json'), '{}')
})

const run = (...args: readonly string[]) => runCli(args, { cwd })
const BECAUSE = ['--because', 'guardian phoned'] as const
const settings = (text: string) => writeFile(join(cwd, 'ouderportaal.yaml'), text)

test.each([
  ['an unknown command', ['imprt'], 'import'],
  ['an unknown flag', ['activate', '--dry-rum'], '--dry-run'],
  ['a missing argument', ['import', 'children'], 'file'],
  ['a moment that is none', ['activate', '--at', 'yesterday'], '--at yesterday'],
  ['a day that does not exist', ['absence', '1', '2026-02-30', ...BECAUSE], '2026-02-30'],
  ['hours that are none', ['request', 'extra', '1', '2026-03-02', '--time', '9-17', ...BECAUSE], '--time'],
  ['a care type that is none', ['absence', '1', '2026-03-02', '--care-type', 'gastouder', ...BECAUSE], 'KDV'],
  ['an answer that is none', ['request', 'answer', 'abcdef', 'maybe'], 'granted, declined'],
  ['a file that is not there', ['import', 'children', 'nowhere.csv'], 'nowhere.csv'],
  [
    'a folder of photos that is not there',
    ['import', 'photos', 'x.csv', '--folder', 'nope'],
    '--folder nope',
  ],
  ['a folder for a file', ['import', 'children', '.'], 'folder'],
  ['a database that is none', ['job', 'list', '--database', 'mysql://localhost'], 'postgres://'],
  ['settings that are not there', ['job', 'list', '--config', 'nowhere.yaml'], 'nowhere.yaml'],
  ['a file for a database folder', ['db', 'migrate', '--database', 'pglite:./package.json'], 'pglite:FOLDER'],
  ['a folder that nobody can make', ['db', 'migrate', '--database', 'pglite:/proc/nope/x'], 'pglite:FOLDER'],
  ['help on an unknown word', ['help', 'nonsense'], "unknown command 'nonsense'"],
  ['help on an unknown word of a word', ['help', 'import', 'nonsense'], "unknown command 'nonsense'"],
  ['one document of what has no end', ['daemon', '--json'], '--json'],
  ['a scenario that is not there', ['rules', 'test', 'nowhere.yaml'], 'nowhere.yaml'],
])('%s ends with 2 and says what to do', async (_what, args, word) => {
  const { code, stdout, stderr } = await run(...args)
  expect(stderr).toContain(word)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

describe('with a database', () => {
  let database: Database

  beforeAll(async () => {
    database = await freshDatabase()
  })

  afterAll(() => database.drop())

  test.each([
    ['an unknown child', ['absence', '9999', '2026-03-02', '--because', 'phoned'], '"9999"'],
    ['an unknown request', ['request', 'answer', 'abcdef01', 'granted'], 'abcdef01'],
    ['an unknown job', ['job', 'run', 'expire-credit'], 'expire-credits'],
    ['an unknown child to export', ['export', '9999'], '"9999"'],
  ])('%s ends with 2 and says what to do', async (_what, args, word) => {
    const { code, stdout, stderr } = await run(...args, '--database', database.url)
    expect(stderr).toContain(word)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test.each(['children', 'groups'])('%s before locations are refused in one sentence', async (kind) => {
    const file = resolve(`fixtures/organisation/${kind}.csv`)
    const { code, stderr } = await run('import', kind, file, '--database', database.url)
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'There are no locations yet: import locations first, then groups.\n',
    })
  })

  test('a folder in use by another process ends with 75 and names that process', async () => {
    const release = lockFolder(join(cwd, 'data'), 'ouderportaal import children')
    const { code, stderr } = await run('db', 'migrate')
    release()
    expect(code).toBe(75)
    expect(stderr).toContain(`process ${process.pid} (ouderportaal import children)`)
  })
})

test('help on words is the help of the command that they name', async () => {
  const { code, stdout } = await run('help', 'import', 'children')
  expect(code).toBe(0)
  expect(stdout).toContain('Usage: ouderportaal import children')
  expect((await run('help')).stdout).toContain('Usage: ouderportaal ')
})

test('a dry run without a database makes none', async () => {
  await writeFile(join(cwd, 'locations.csv'), 'locatie;telefoon;email\nDe Boomhut;;\n')
  const { code, stdout } = await run('import', 'locations', 'locations.csv', '--dry-run')
  expect(code).toBe(0)
  expect(stdout).toContain('1 new')
  expect(await readdir(cwd)).not.toContain('data')
})

test('a job in a folder without a database is refused, so that cron in the wrong folder is heard of', async () => {
  const { code, stderr } = await run('job', 'run', 'expire-credits', '--quiet')
  expect(code).toBe(2)
  expect(stderr).toContain('--config')
  expect(await readdir(cwd)).not.toContain('data')
})

test('all mistakes in the settings are told at once, each with its line', async () => {
  await settings('langauge: nl\nlanguage: de\nmail:\n  transport: pigeon:post\nportalUrl: portal.example\n')
  const { code, stderr } = await run('job', 'list')
  expect(code).toBe(2)
  for (const place of ['line 1', 'line 2', 'line 4', 'line 5']) expect(stderr).toContain(place)
})

test('settings that are no YAML are refused with the line', async () => {
  await settings('language: nl\nmail: [\n')
  const { code, stderr } = await run('job', 'list')
  expect(code).toBe(2)
  expect(stderr).toMatch(/line [23]/)
})

test('an unknown policy is refused with the nearest name', async () => {
  await settings('policy: delangekeiser\n')
  const { code, stderr } = await run('absence', '0101', '2026-03-02', ...BECAUSE)
  expect(code).toBe(2)
  expect(stderr).toContain('delangekeizer')
})

test('a moment before the policy began is refused, and says when it begins', async () => {
  const { code, stderr } = await run('absence', '0101', '2010-03-02', '--at', '2010-03-01 10:00', ...BECAUSE)
  expect(code).toBe(1)
  expect(stderr).toContain('2020-01-01')
})

test('a database that does not answer ends with 75 and names the host, not the password', async () => {
  const url = 'postgres://someone:secret@127.0.0.1:9/ouderportaal'
  const { code, stderr } = await run('job', 'list', '--database', url)
  expect(code).toBe(75)
  expect(stderr).toContain('127.0.0.1:9')
  expect(stderr).not.toContain('secret')
})

test('settings that init wrote are read without a mistake', async () => {
  expect((await run('init')).code).toBe(0)
  expect((await run('db', 'migrate')).code).toBe(0)
  expect((await run('init')).code).toBe(2)
})

test('init writes the very file that the environment names, which is not there yet, beside one that is wrong', async () => {
  await settings('language: fr')
  const env = { OUDERPORTAAL_CONFIG: join(cwd, 'new.yaml') }
  expect(await runCli(['init', 'new.yaml'], { cwd, env })).toMatchObject({ code: 0, stderr: '' })
  expect(await run('init', 'newer.yaml')).toMatchObject({ code: 0, stderr: '' })
})

test('a scenario that names an unknown child is refused with file and line', async () => {
  await writeFile(
    join(cwd, 'mine.yaml'),
    `policy: ${resolve('policies/delangekeizer.yaml')}\ncases:\n  - name: nobody\n    at: 2026-03-02 10:00\n    ask: { absence: { child: Nobody, date: 2026-03-02 } }\n    expect: { outcome: allowed }\n`,
  )
  const { code, stderr } = await run('rules', 'test', 'mine.yaml')
  expect(code).toBe(2)
  expect(stderr).toMatch(/mine\.yaml.*5.*Nobody/)
})

test('a reader that stops reading is no fault: the exit code is that of the work', async () => {
  const command = startCli(['rules', 'test', resolve('fixtures/scenarios/delangekeizer.yaml')], { cwd })
  command.stdout.destroy()
  const errors = text(command.stderr)
  expect((await once(command, 'exit'))[0]).toBe(0)
  expect(await errors).toBe('')
})

test.each([
  ['as init writes it', 'https://portaal.example.org'],
  ['with a path', 'https://portaal.example.org/ouders/'],
])('an example of a portal is refused before a real mail leads to it: %s', async (_how, portal) => {
  const key = '5c'.repeat(32)
  await settings(
    `portalUrl: ${portal}\nactivationKey: "${key}"\nmail:\n  transport: smtp://127.0.0.1:9\n  from: portaal@opvang.example\n`,
  )
  const { code, stderr } = await run('activate')
  expect(code).toBe(2)
  expect(stderr).toMatch(/, line 1: "portalUrl" is still the example of "ouderportaal init"\.\nPut your own/)
  expect(stderr).not.toContain('mail.from')
})
