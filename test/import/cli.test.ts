import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CliOptions, runCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/folder.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { FIXTURES } from './imports.ts'

const AT = ['--at', '2026-11-23 09:00']

let database: Database
let cwd: string
beforeAll(async () => {
  database = await freshDatabase()
  cwd = await temporaryFolder()
  await importing('locations', join(FIXTURES, 'locations.csv'))
  await importing('groups', join(FIXTURES, 'groups.csv'))
})
afterAll(() => database.drop())

function importing(kind: string, file: string, ...flags: readonly string[]) {
  return runCli(['import', kind, file, ...AT, ...flags], { cwd, env: { DATABASE_URL: database.url } })
}

function caseFile(name: string): string {
  return join(FIXTURES, 'cases', name)
}

test('rejected rows end with 3, and a dry run says so without doing it', async () => {
  const file = caseFile('onmogelijke-datum.csv')
  for (const [flags, created] of [
    [['--dry-run'], 2],
    [[], 2],
    [[], 0],
  ] as const) {
    const { code, stdout } = await importing('children', file, '--json', ...flags)
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'children',
      file,
      dryRun: flags.length > 0,
      created,
      rejected: 2,
    })
  }
})

test('the JSON report has all of its fields, in one document', async () => {
  const { code, stdout, stderr } = await importing('children', caseFile('onbekende-kolom.csv'), '--json')
  const document = JSON.parse(stdout)
  expect(Object.keys(document)).toEqual([
    'kind',
    'file',
    'dryRun',
    'run',
    'refused',
    'assumed',
    'rows',
    'created',
    'updated',
    'unchanged',
    'duplicates',
    'rejected',
    'missing',
    'ended',
    'ignoredColumns',
    'findings',
    'notInFile',
    'massChange',
    'follows',
  ])
  expect(document.assumed).toEqual({ encoding: 'utf-8', delimiter: ';' })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('a refused file ends with 2 and changes nothing', async () => {
  const json = await importing('children', caseFile('aanhalingsteken-open.csv'), '--json')
  expect(json.code).toBe(2)
  expect(JSON.parse(json.stdout)).toMatchObject({
    refused: { code: 'unclosed-quote', line: 3 },
    rows: 0,
    created: 0,
  })
  const text = await importing('children', caseFile('leeg.csv'))
  expect(text).toMatchObject({ code: 2, stdout: '' })
  expect(text.stderr).toMatch(/leeg\.csv is refused, nothing was changed\. .*\[empty-file\]\n$/)
})

test('the text says what went in, how it was read, and each row that did not', async () => {
  const { stdout, stderr } = await importing('children', caseFile('lege-verplichte-cel.csv'))
  expect(stdout).toMatch(
    /4 rows: \d new, 0 changed, \d unchanged, 0 duplicate, 3 rejected\.\nRead as utf-8, delimiter ;\./,
  )
  expect(stderr.split('\n')[0]).toMatch(/Line 3, column roepnaam: .* \[missing-value\]$/)
})

test('the file can come by standard input', async () => {
  const options: CliOptions = { cwd, env: { DATABASE_URL: database.url }, input: 'locatie\nElders\n' }
  const { code, stdout } = await runCli(['import', 'locations', '-', '--json'], options)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ file: '-', created: 1 })
})

test('an encoding and a delimiter can be named', async () => {
  const file = join(cwd, 'pipes.csv')
  await writeFile(file, Buffer.from('locatie|telefoon\nCaf\xe9|0600000001\n', 'latin1'))
  const { stdout } = await importing(
    'locations',
    file,
    '--json',
    '--delimiter',
    '|',
    '--encoding',
    'windows-1252',
  )
  expect(JSON.parse(stdout)).toMatchObject({
    created: 1,
    assumed: { encoding: 'windows-1252', delimiter: '|' },
  })
})

test.each([
  [
    'a file that is not there',
    ['children', 'nowhere.csv'],
    /nowhere\.csv can't be imported: there is no such file/,
  ],
  ['a folder', ['children', FIXTURES], /can't be imported: it is a folder; name the CSV file in it/],
  ['an unknown encoding', ['children', 'x.csv', '--encoding', 'ebcdic'], /Allowed choices are utf-8/],
  [
    'a delimiter of two characters',
    ['children', 'x.csv', '--delimiter', ';;'],
    /--delimiter ;; is no delimiter/,
  ],
  ['an unknown kind', ['horses', 'x.csv'], /unknown command 'horses'/],
])('%s ends with 2 and a sentence, without a stack', async (_, args, sentence) => {
  const { code, stderr } = await runCli(['import', ...args], { cwd, env: { DATABASE_URL: database.url } })
  expect(code).toBe(2)
  expect(stderr).toMatch(sentence)
  expect(stderr).not.toMatch(/\n\s+at /)
})

test('photos are looked for beside the tags, or in the folder that is named', async () => {
  const folder = await temporaryFolder()
  const photo = join(import.meta.dirname, '../../src/media/samples/camera.jpg')
  await copyFile(photo, join(folder, 'camera.jpg'))
  const tags = join(cwd, 'tags.csv')
  await writeFile(tags, 'bestand;kindnummers\ncamera.jpg;\n')
  const beside = await importing('photos', tags, '--json')
  expect(JSON.parse(beside.stdout).findings).toMatchObject([{ code: 'missing-file' }])
  const named = await importing('photos', tags, '--json', '--folder', folder)
  expect(JSON.parse(named.stdout)).toMatchObject({ created: 1, rejected: 0 })
})

test('the embedded database imports the same', async () => {
  const options = { cwd: await temporaryFolder(), env: { DATABASE_URL: 'pglite:./data' } }
  const importHere = async (kind: string, file: string) => {
    const { stdout } = await runCli(['import', kind, join(FIXTURES, file), ...AT, '--json'], options)
    return JSON.parse(stdout)
  }
  await importHere('locations', 'locations.csv')
  await importHere('groups', 'groups.csv')
  expect(await importHere('children', 'planning/children.csv')).toMatchObject({ rows: 127, created: 127 })
  expect(await importHere('children', 'update/children.csv')).toMatchObject({ created: 6, updated: 9 })
}, 300_000)
