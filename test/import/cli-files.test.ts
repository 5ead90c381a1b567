import { appendFile, chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/folder.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { FIXTURES } from './imports.ts'

/** Each of these starts the program several times. */
const LIMIT = 300_000

const GOOD = 'locatie;telefoon\nEen;1\nTwee;2\n'
const BAD = 'locatie;telefoon\nEen;1\n;2\n'

let database: Database
let cwd: string
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  cwd = await temporaryFolder()
  await writeFile(join(cwd, 'in.csv'), BAD)
})

const run = (...args: readonly string[]) =>
  runCli(['import', ...args, '--at', '2026-11-23 09:00'], { cwd, env: { DATABASE_URL: database.url } })

const modeOf = async (file: string) => (await stat(join(cwd, file))).mode & 0o777

test.each(['--rejects', '--plan'])(
  '%s that can not be written stops the import before it begins',
  async (flag) => {
    await writeFile(join(cwd, 'in.csv'), `locatie\nNergens ${flag}\n`)
    for (const path of ['nowhere/x.csv', '/dev/null']) {
      const { code, stderr } = await run('locations', 'in.csv', flag, path)
      expect(code).toBe(2)
      expect(stderr).toMatch(new RegExp(`^.*${flag} ${path} (can't be written|is no file)`))
      expect(stderr).not.toMatch(/\n\s+at /)
    }
    const { stdout } = await run('locations', 'in.csv', '--dry-run', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ created: 1 })
    expect(await readdir(cwd)).toEqual(['in.csv'])
  },
  LIMIT,
)

test(
  'neither file is written over what is read, by whatever name',
  async () => {
    await symlink('in.csv', join(cwd, 'soft.csv'))
    for (const flags of [
      ['--rejects', './in.csv'],
      ['--plan', 'soft.csv'],
      ['--rejects', 'one', '--plan', './one'],
    ]) {
      const { code, stderr } = await run('locations', 'in.csv', ...flags)
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/is the file in\.csv itself|name one file/),
      })
    }
    expect(await readFile(join(cwd, 'in.csv'), 'utf8')).toBe(BAD)
  },
  LIMIT,
)

test(
  'a refused file leaves the reject file of another as it was',
  async () => {
    await writeFile(join(cwd, 'rejects.csv'), 'kept')
    await writeFile(join(cwd, 'plan.json'), 'kept')
    await writeFile(join(cwd, 'in.csv'), 'locatie\n"open\n')
    expect((await run('locations', 'in.csv', '--rejects', 'rejects.csv', '--plan', 'plan.json')).code).toBe(2)
    expect(await readFile(join(cwd, 'rejects.csv'), 'utf8')).toBe('kept')
    expect(await readFile(join(cwd, 'plan.json'), 'utf8')).toBe('kept')
    expect(await readdir(cwd)).toEqual(['in.csv', 'plan.json', 'rejects.csv'])
  },
  LIMIT,
)

test(
  'both files are for their owner only, also where another stood before',
  async () => {
    for (const file of ['rejects.csv', 'plan.json']) {
      await writeFile(join(cwd, file), 'old')
      await chmod(join(cwd, file), 0o644)
    }
    expect((await run('locations', 'in.csv', '--rejects', 'rejects.csv', '--plan', 'plan.json')).code).toBe(3)
    expect([await modeOf('rejects.csv'), await modeOf('plan.json')]).toEqual([0o600, 0o600])
    expect(await readFile(join(cwd, 'rejects.csv'), 'utf8')).toMatch(/^\uFEFFlocatie;telefoon;_regel/)
  },
  LIMIT,
)

test(
  'a plan is applied, once, from any folder, and only to the file that it was made of',
  async () => {
    await writeFile(join(cwd, 'in.csv'), GOOD)
    expect((await run('locations', 'in.csv', '--plan', 'plan.json')).code).toBe(0)
    const elsewhere = join(cwd, 'elsewhere')
    await mkdir(elsewhere)
    const apply = () =>
      runCli(['import', 'apply', '../plan.json', '--json', '--at', '2026-11-23 09:00'], {
        cwd: elsewhere,
        env: { DATABASE_URL: database.url },
      })
    const done = await apply()
    expect({ code: done.code, ...JSON.parse(done.stdout) }).toMatchObject({
      code: 0,
      created: 2,
      dryRun: false,
    })
    const again = await apply()
    expect({ code: again.code, stderr: again.stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('What is stored has changed'),
    })
    await writeFile(join(cwd, 'in.csv'), `${GOOD}Drie;3\n`)
    expect((await apply()).stderr).toMatch(/is not the file that the plan was made of/)
  },
  LIMIT,
)

test(
  'the folder of photos is found from any folder too',
  async () => {
    await mkdir(join(cwd, 'photos'))
    await writeFile(join(cwd, 'in.csv'), 'bestand;kindnummers\n')
    await run('photos', 'in.csv', '--folder', 'photos', '--plan', 'plan.json')
    const plan = JSON.parse(await readFile(join(cwd, 'plan.json'), 'utf8'))
    expect(plan.flags).toEqual({ folder: join(cwd, 'photos') })
  },
  LIMIT,
)

test(
  'a file of several kinds goes in by its profile, as a plan and at once, and its rejects come back',
  async () => {
    const env = { DATABASE_URL: database.url }
    const flags = ['--profile', 'planning-export', '--config', 'here.yaml', '--at', '2026-11-23 09:00']
    await writeFile(join(cwd, 'here.yaml'), `profiles: ${join(FIXTURES, 'profiles')}\n`)
    const places = 'locatie;groep;opvangsoort\nHet Kompas;Vlinders;KDV\nHet Kompas;Kikkers;KDV\n'
    await writeFile(join(cwd, 'places.csv'), places)
    await run('locations', 'places.csv')
    await run('groups', 'places.csv')
    const file = join(FIXTURES, 'profiles', 'planning-export.csv')
    const cli = (...args: readonly string[]) => runCli(['import', ...args], { cwd, env })
    const planned = await cli('file', file, ...flags, '--plan', 'plan.json')
    expect(planned.stdout).not.toMatch(/Columns ignored: .*(?:Voornaam|Contractnr)/)
    expect(planned.stdout).toMatch(/: children \(dry run.*\n3 rows: [\s\S]*: contracts \(dry run.*\n3 rows: /)
    const done = await cli(
      'apply',
      'plan.json',
      '--config',
      'here.yaml',
      '--json',
      '--rejects',
      'rejects.csv',
      ...flags.slice(-2),
    )
    const { parts, run: id } = JSON.parse(done.stdout)
    expect(parts).toMatchObject([{ kind: 'children' }, { kind: 'contracts', rejected: 1 }])
    expect(await readFile(join(cwd, 'rejects.csv'), 'utf8')).not.toContain('123456782')
    const again = await cli('contracts', 'rejects.csv', ...flags, '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ rows: 1, rejected: 1 })
    expect((await run('undo', id)).code).toBe(0)
    expect((await cli('file', file)).stderr).toMatch(/name one with --profile/)
  },
  LIMIT,
)

test(
  'an encoding that the byte-order mark contradicts is told not to be used, and a cell commands no terminal',
  async () => {
    await writeFile(
      join(cwd, 'in.csv'),
      '\uFEFFlocatie;telefoon;email\nEen rode plaats met een lange naam;1;geen adres\n',
    )
    const { stderr } = await run('locations', 'in.csv', '--encoding', 'windows-1252')
    expect(stderr).toMatch(
      /--encoding windows-1252 was not used, the byte-order mark of the file says utf-8-bom/,
    )
    await writeFile(join(cwd, 'in.csv'), 'locatie;email\nEen rode plaats met een lange naam;\u001b[31mx\n')
    expect((await run('locations', 'in.csv')).stderr).toContain('"␛[31mx"')
  },
  LIMIT,
)

test.each([
  ['another kind', { kind: 'foo' }],
  ['another flag', { flags: { overwrite: true } }],
  ['an encoding that nobody knows', { flags: { encoding: 'foo' } }],
])(
  'a plan of %s is no plan',
  async (_, changed) => {
    await run('locations', 'in.csv', '--plan', 'plan.json')
    const plan = JSON.parse(await readFile(join(cwd, 'plan.json'), 'utf8'))
    await writeFile(join(cwd, 'plan.json'), JSON.stringify({ ...plan, ...changed }))
    const { code, stderr } = await run('apply', 'plan.json')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('plan.json is no plan of an import'),
    })
  },
  LIMIT,
)

test(
  'an import is listed, shown and undone by the beginning of its id',
  async () => {
    await writeFile(join(cwd, 'in.csv'), 'locatie;telefoon\nLijst;1\n;2\n')
    const { run: id } = JSON.parse((await run('locations', 'in.csv', '--json')).stdout)
    const short = id.slice(0, 8)
    expect((await run('list')).stdout).toMatch(
      new RegExp(`${short}  .*locations +partial +2 rows, 1 created, 1 rejected`),
    )
    const shown = await run('show', short)
    expect(shown.stdout).toMatch(/ {2}new locations Lijst\n {2}line 3, locatie, missing-value/)
    const rehearsed = await run('undo', short, '--dry-run')
    expect(rehearsed.stdout).toBe(
      `Import ${short} undone (dry run, nothing was changed): 1 removed, 0 restored.\n`,
    )
    expect((await run('undo', short)).stdout).toBe(`Import ${short} undone: 1 removed, 0 restored.\n`)
    expect((await run('undo', short)).code).toBe(1)
    expect((await run('list', '--json')).stdout).toContain('"undoneAt": "2026-11-23T09:00:00"')
    expect((await run('show', 'ffff')).stderr).toMatch(/There is no import ffff/)
  },
  LIMIT,
)

test(
  'what an import found is shown whole, however much it changed',
  async () => {
    const locations = Array.from({ length: 51 }, (_, at) => `Veel ${at};1`)
    await writeFile(join(cwd, 'in.csv'), ['locatie;telefoon', ...locations, ';2'].join('\n'))
    const { run: id } = JSON.parse((await run('locations', 'in.csv', '--json')).stdout)
    const { stdout } = await run('show', id)
    expect(stdout).toMatch(
      / {2}and 1 more changes \(--json shows all\)\n {2}line 53, locatie, missing-value\n/,
    )
    expect((await run('undo', id)).code).toBe(0)
  },
  LIMIT,
)

test(
  'nothing of a file goes in that is written on while it is imported',
  async () => {
    const locations = Array.from({ length: 200 }, (_, at) => `Groei ${at};1`)
    await writeFile(join(cwd, 'in.csv'), ['locatie;telefoon', ...locations, ''].join('\n'))
    let isDone = false
    const running = run('locations', 'in.csv').finally(() => {
      isDone = true
    })
    for (let at = 0; !isDone; at += 1) await appendFile(join(cwd, 'in.csv'), `Later ${at};1\n`)
    expect(await running).toMatchObject({ code: 75, stderr: expect.stringContaining('still being written') })
    await writeFile(join(cwd, 'in.csv'), 'locatie;telefoon\nGroei 0;1\n')
    expect(JSON.parse((await run('locations', 'in.csv', '--dry-run', '--json')).stdout).created).toBe(1)
  },
  LIMIT,
)

test(
  'a plan of a mass change says with which flag it is applied',
  async () => {
    const locations = (phone: string) =>
      ['locatie;telefoon', ...Array.from({ length: 9 }, (_, at) => `Massa ${at};${phone}`)].join('\n')
    await writeFile(join(cwd, 'in.csv'), locations('1'))
    await run('locations', 'in.csv')
    await writeFile(join(cwd, 'in.csv'), locations('2'))
    const planned = await run('locations', 'in.csv', '--plan', 'plan.json')
    expect(planned.stdout).toContain('"ouderportaal import apply plan.json --allow-mass-change" does it.')
    expect((await run('apply', 'plan.json')).code).toBe(2)
    expect((await run('apply', 'plan.json', '--allow-mass-change')).code).toBe(0)
  },
  LIMIT,
)

test(
  'an address that was not taken over is not said to be stored already',
  async () => {
    const bring = async (kind: string, ...lines: readonly string[]) => {
      await writeFile(join(cwd, 'in.csv'), lines.join('\n'))
      return run(kind, 'in.csv')
    }
    const header = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep;ouder1_voornaam;ouder1_email'
    const child = (address: string) => `K1;Bo;Vis;01-02-2023;Het Kompas;Egels;An;${address}`
    await bring('locations', 'locatie', 'Het Kompas')
    await bring('groups', 'locatie;groep;opvangsoort', 'Het Kompas;Egels;KDV')
    await bring('children', header, child('an@vis.example'))
    expect((await bring('children', header, child('an@vis.example'))).stdout).toContain('is stored already')
    await bring('accounts', 'email;actief_sinds', 'an@vis.example;01-02-2026')
    const { stdout } = await bring('children', header, child('new@vis.example'))
    expect(stdout).toMatch(/^Nothing changes\.$/m)
    expect(stdout).toContain('[account-address-kept]')
  },
  LIMIT,
)
