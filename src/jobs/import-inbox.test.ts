import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverAndRead } from '../../test/support/delivered.ts'
import { temporaryFolder } from '../../test/support/folder.ts'
import { nightSettings } from '../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../test/support/postgres.ts'
import { momentAtWall } from '../rules/index.ts'
import { holding } from '../store/hold.ts'
import { openStore, type Store } from '../store/open.ts'
import { importInboxJob } from './import-inbox.ts'

const LOCATIONS = 'locatie;telefoon;email\nDe Boomhut;;\n'
const GROUPS = 'locatie;groep;opvangsoort;plaatsen\nDe Boomhut;Bijtjes;KDV;16\n'
const HEADER =
  'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep;ouder1_achternaam;ouder1_email;ouder1_gezag'
const child = (number: string, group = 'Bijtjes') =>
  `${number};Noor;Jansen;15-01-2024;De Boomhut;${group};Jansen;${number}@ouders.example;ja`
const CHILDREN = `${[HEADER, child('K1'), child('K2'), child('K3', 'Wolkjes')].join('\n')}\n`
const CONTRACTS =
  'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;einddatum;weken;maandag\n' +
  'C1;K1;KDV;De Boomhut;Bijtjes;01-01-2026;;52;07:30-18:30\n'

let database: Database
let store: Store
let folder: string

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  folder = join(await temporaryFolder(), 'inbox')
  await mkdir(folder)
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

/** A file that was written a while before the first run. */
async function drop(name: string, text: string, wall = '2026-03-02 03:00') {
  await writeFile(join(folder, name), text)
  const at = momentAtWall(wall).now.epochMilliseconds / 1000
  await utimes(join(folder, name), at, at)
}

async function empty(hour: string, { dryRun = false } = {}) {
  const settings = {
    ...(await nightSettings()),
    inbox: { folder, profiles: join(folder, 'profiles') },
    hasAdministrator: true,
  }
  const run = { at: momentAtWall(`2026-03-02 ${hour}`), dryRun, elapsed: () => 0 }
  if (dryRun) return importInboxJob.run(store, settings, run)
  return importInboxJob.runSlot(store, settings, run, `import-inbox 2026-03-02T${hour.slice(0, 2)}`)
}

const filesIn = async (name: string) => (await readdir(join(folder, name))).toSorted()
const waiting = async () => (await filesIn('.')).filter((name) => name.endsWith('.csv'))
const told = async () =>
  (await store.read.selectFrom('mails').select('data').orderBy('created_at').execute()).map(
    ({ data }) => data,
  )
const imports = async () =>
  (await store.read.selectFrom('job_runs').select('job').where('job', 'like', 'import-%').execute())
    .map(({ job }) => job)
    .filter((job) => job !== 'import-inbox')

async function dropAll() {
  await drop('contracten.csv', CONTRACTS)
  await drop('kinderen 2026.csv', CHILDREN)
  await drop('groepen.csv', GROUPS)
  await drop('locaties.csv', LOCATIONS)
}

test('files go in in the order in which they need each other, and are put away with their reports', async () => {
  await dropAll()
  const result = await empty('04:20')
  expect(result?.summary).toMatchObject({
    outcome: 'partial',
    counts: { files: 4, imported: 3, inPart: 1, refused: 0, waiting: 0 },
    findings: [{ code: 'unknown-group' }],
  })
  expect(await waiting()).toEqual([])
  const done = await filesIn('done')
  expect(done.map((name) => name.replace(/-[0-9a-f]{8}-/, '-#-'))).toEqual(
    [
      ...['contracten.csv', 'groepen.csv', 'kinderen 2026.csv', 'locaties.csv'].flatMap((name) => [
        `2026-03-02-0420-#-${name}`,
        `2026-03-02-0420-#-${name}.report.txt`,
      ]),
      '2026-03-02-0420-#-kinderen 2026.rejects.csv',
    ].toSorted((one, other) => (withHash(done, one) < withHash(done, other) ? -1 : 1)),
  )
  for (const name of done) expect((await stat(join(folder, 'done', name))).mode & 0o777).toBe(0o600)
})

/** The name with its hash, by which the folder is sorted. */
const withHash = (names: readonly string[], name: string) =>
  names.find((one) => one.replace(/-[0-9a-f]{8}-/, '-#-') === name) ?? name

test('the administrator is told in numbers and codes, without a name or an address', async () => {
  await dropAll()
  await empty('04:20')
  const [mail] = (await deliverAndRead(store, momentAtWall('2026-03-02 04:21'))).mails
  expect(mail).toMatchObject({
    to: 'beheer@opvang.example',
    subject: 'Import: 4 bestanden, 1 niet helemaal goed',
  })
  expect(mail?.text).toMatch(
    /kinderen \(bestand [0-9a-f]{8}\): 3 regels: 2 nieuw, .* 1 afgekeurd \(unknown-group\)/,
  )
  const kept = await store.read.selectFrom('job_runs').selectAll().execute()
  for (const text of [mail?.text, JSON.stringify(await told()), JSON.stringify(kept)]) {
    expect(text).not.toMatch(/Jansen|Noor|ouders\.example|kinderen 2026/)
  }
})

test('the rejects that lie beside a file can be mended and dropped again', async () => {
  await dropAll()
  await empty('04:20')
  const [rejects = ''] = (await filesIn('done')).filter((name) => name.endsWith('.rejects.csv'))
  const text = await readFile(join(folder, 'done', rejects), 'utf8')
  expect(text).toContain('K3;')
  await drop('kinderen.csv', text.replace('Wolkjes', 'Bijtjes'))
  expect((await empty('05:20'))?.summary).toMatchObject({ outcome: 'done', counts: { imported: 1 } })
})

test('a file that changes too much is refused, as by hand, and nothing of it goes in', async () => {
  const many = Array.from({ length: 60 }, (_, at) => `C${at}`)
  await drop('locaties.csv', LOCATIONS)
  await drop('groepen.csv', GROUPS)
  await drop('kinderen.csv', [HEADER, ...many.map((number) => child(number))].join('\n'))
  await empty('04:20')
  await drop(
    'kinderen.csv',
    [HEADER, ...many.map((number) => child(number).replace('Noor', 'Mila'))].join('\n'),
  )
  const result = await empty('05:20')
  expect(result?.summary).toMatchObject({ outcome: 'partial', findings: [{ code: 'mass-change' }] })
  expect(await filesIn('failed')).toEqual([
    expect.stringMatching(/^2026-03-02-0520-[0-9a-f]{8}-kinderen\.csv$/),
    expect.stringMatching(/\.report\.txt$/),
  ])
  const names = await store.read.selectFrom('children').select('first_name').distinct().execute()
  expect(names).toEqual([{ first_name: 'Noor' }])
})

test('a file whose name tells no kind is refused with what to call it', async () => {
  await drop('export.csv', CHILDREN)
  await empty('04:20')
  const [, report = ''] = await filesIn('failed')
  expect(await readFile(join(folder, 'failed', report), 'utf8')).toContain('kinderen')
})

test('a file that may still be written is left for the next time', async () => {
  await drop('locaties.csv', LOCATIONS, '2026-03-02 04:19:30')
  expect((await empty('04:20'))?.summary.counts).toMatchObject({ files: 1, waiting: 1 })
  expect(await waiting()).toEqual(['locaties.csv'])
  expect((await empty('05:20'))?.summary.counts).toMatchObject({ files: 1, imported: 1 })
})

test('after a run that was killed before it put the files away, nothing changes and nobody is told twice', async () => {
  await dropAll()
  await cp(folder, `${folder}-before`, { recursive: true, preserveTimestamps: true })
  await empty('04:20')
  const [first] = await told()
  await cp(`${folder}-before`, folder, { recursive: true, preserveTimestamps: true })
  const changes = await store.read.selectFrom('import_changes').selectAll().execute()
  await empty('05:20')
  expect(await waiting()).toEqual([])
  expect(await store.read.selectFrom('import_changes').selectAll().execute()).toEqual(changes)
  expect(await told()).toEqual([first])
})

test('what is dropped anew is told anew, also when it holds the same', async () => {
  await drop('locaties.csv', LOCATIONS)
  await empty('04:20')
  await drop('locaties.csv', LOCATIONS, '2026-03-02 05:00')
  await empty('05:20')
  expect(await told()).toHaveLength(2)
})

test('two workers never take the same file', async () => {
  await drop('locaties.csv', LOCATIONS)
  const ended = await Promise.allSettled([empty('04:20'), empty('04:20')])
  const results = ended.map((one) => (one.status === 'fulfilled' ? one.value : one.reason))
  expect(results.filter((one) => one?.summary)).toHaveLength(1)
  expect(results.filter((one) => one === undefined || one.exitCode === 75)).toHaveLength(1)
  expect(await imports()).toEqual(['import-locations'])
})

test('while another process empties it, a run waits for another time', async () => {
  await drop('locaties.csv', LOCATIONS)
  await holding(store, { name: 'inbox', busy: '' }, () =>
    expect(empty('04:20')).rejects.toMatchObject({ exitCode: 75 }),
  )
  expect(await waiting()).toEqual(['locaties.csv'])
})

test('a daemon leaves an inbox that another process empties to that one, and nothing failed', async () => {
  await drop('locaties.csv', LOCATIONS)
  const run = { at: momentAtWall('2026-03-02 04:20'), dryRun: false, elapsed: () => 0 }
  const settings = { ...(await nightSettings()), inbox: { folder, profiles: join(folder, 'profiles') } }
  const slot = 'import-inbox 2026-03-02T04'
  const leave = () => importInboxJob.runSlot(store, settings, { ...run, whenBusy: 'leave' }, slot)
  await holding(store, { name: 'inbox', busy: '' }, async () => expect(await leave()).toBeUndefined())
  expect(await waiting()).toEqual(['locaties.csv'])
  expect((await leave())?.summary.counts).toMatchObject({ imported: 1 })
})

test('it begins before the files go in, and once', async () => {
  await drop('locaties.csv', LOCATIONS)
  const settings = { ...(await nightSettings()), inbox: { folder, profiles: join(folder, 'profiles') } }
  const begun: unknown[] = []
  const onBegin = () => begun.push(existsSync(join(folder, 'done')))
  const run = { at: momentAtWall('2026-03-02 04:20'), dryRun: false, elapsed: () => 0, onBegin }
  await importInboxJob.runSlot(store, settings, run, 'import-inbox 2026-03-02T04')
  expect(begun).toEqual([false])
})

test('a file that cannot be read is refused, and does not keep the others out', async () => {
  await drop('kinderen.csv', '')
  await truncate(join(folder, 'kinderen.csv'), 3 * 2 ** 30)
  await utimes(join(folder, 'kinderen.csv'), 0, 0)
  await drop('locaties.csv', LOCATIONS)
  const result = await empty('04:20')
  expect(result?.summary).toMatchObject({
    counts: { files: 2, imported: 1, refused: 1 },
    findings: [{ code: 'unreadable' }],
  })
  expect(await waiting()).toEqual([])
})

test('a file whose name tells no kind is told by a code of its own, also in the mail', async () => {
  await drop('export.csv', CHILDREN)
  expect((await empty('04:20'))?.summary.findings).toMatchObject([{ code: 'unknown-kind' }])
  expect(await told()).toMatchObject([{ files: [{ what: 'unknown', codes: { 'unknown-kind': 1 } }] }])
  const [, report = ''] = await filesIn('failed')
  expect(await readFile(join(folder, 'failed', report), 'utf8')).toContain(
    'Its name tells no kind of rows: let it begin with children',
  )
})

test('a file that cannot be put away is told without its name, and does not keep the others in', async () => {
  const name = `kinderen Jansen ${'x'.repeat(200)}.csv`
  await drop(name, CHILDREN)
  await drop('locaties.csv', LOCATIONS)
  const told = await empty('04:20').then(String, String)
  expect(told).toContain('ENAMETOOLONG')
  expect(told).not.toContain('Jansen')
  expect(await waiting()).toEqual([name])
})

/** What nobody thought of happens when this location comes in: the database says so, by this code. */
const failOn = (location: string, code: string) =>
  store.record((write) =>
    sql
      .raw(
        `create function boom() returns trigger language plpgsql as
          $$ begin raise exception 'no % today', new.name using errcode = '${code}'; end $$;
        create trigger boom before insert on locations for each row when (new.name = '${location}') execute function boom();`,
      )
      .execute(write),
  )

const otherLocation = LOCATIONS.replace('De Boomhut', 'De Kapotte Boom')

test('a fault of the program with one file is told as such, and all other files go in', async () => {
  await failOn('De Kapotte Boom', 'XX000')
  await dropAll()
  await drop('locaties anders.csv', otherLocation)
  const result = await empty('04:20')
  expect(result?.summary).toMatchObject({
    outcome: 'partial',
    counts: { files: 5, imported: 3, inPart: 1, refused: 0, faulty: 1, waiting: 0 },
    findings: expect.arrayContaining([
      { code: 'program-fault', message: expect.stringContaining('this is a fault of the program') },
    ]),
  })
  expect(await waiting()).toEqual([])
  const [file, report = ''] = await filesIn('failed')
  expect(file).toMatch(/-locaties anders\.csv$/)
  const text = await readFile(join(folder, 'failed', report), 'utf8')
  expect(text).toMatch(/This is a bug in ouderportaal and no mistake in the file.*\nerror XX000\n\s+at /)
  expect(text).not.toContain('no De Kapotte Boom today')
  const [mail] = (await deliverAndRead(store, momentAtWall('2026-03-02 04:21'))).mails
  expect(mail?.text).toMatch(/niet ingelezen door een fout in dit programma/)
  expect(mail?.text).not.toContain('Kapotte')
})

test('a database that is busy is no fault of a file: all stay for another time', async () => {
  await failOn('De Kapotte Boom', '40P01')
  await drop('locaties.csv', otherLocation)
  await expect(empty('04:20')).rejects.toMatchObject({ code: '40P01' })
  expect(await waiting()).toEqual(['locaties.csv'])
})

test('a dry run tells what would go in, and changes nothing', async () => {
  await drop('locaties.csv', LOCATIONS)
  const result = await empty('04:20', { dryRun: true })
  expect(result?.report).toMatchObject({ files: [{ what: 'locations', ended: 'done', rows: '1' }] })
  expect(await readdir(folder)).toEqual(['locaties.csv'])
  expect(await imports()).toEqual([])
})
