import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../src/store/open.ts'
import { runCli } from './support/cli.ts'
import { addChild, addGuardian, addPlace } from './support/family.ts'
import { temporaryFolder } from './support/folder.ts'
import { addPhoto } from './support/keepsakes.ts'
import { type Database, freshDatabase } from './support/postgres.ts'
import { isThere } from './support/programs.ts'

const PASSPHRASE = 'paard batterij nietje juist'

let database: Database
let store: Store
let cwd: string

beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  cwd = await temporaryFolder()
  const place = await addPlace(store, 'De Boomhut')
  const noor = await addChild(store, 'N1', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  await addGuardian(store, [noor])
  await addPhoto(store, join(cwd, 'media'), place, { content: 'a photo', children: [noor] })
  await mkdir(join(cwd, 'stick'))
  await writeFile(join(cwd, 'passphrase'), `${PASSPHRASE}\n`)
  await writeFile(join(cwd, 'weak'), 'welkom01\n')
}, 300_000)

afterAll(async () => {
  await store.close()
  await database.drop()
})

const run = (args: string, input = '') =>
  runCli(['export', ...args.split(' '), '--at', '2026-03-09 12:00', '--database', database.url], {
    cwd,
    input,
  })

test('an encrypted copy on the stick is opened by 7-Zip and proven by us, and the ZIP itself stays', {
  timeout: 300_000,
}, async () => {
  const { code, stdout } = await run('N1 --encrypt --to stick --passphrase-file passphrase --json')
  expect(code).toBe(0)
  const { files, copies } = JSON.parse(stdout)
  expect(await readdir(join(cwd, 'stick'))).toEqual([
    expect.stringMatching(/^kind-N1-[0-9a-f]{8}-versleuteld\.zip$/),
  ])
  const copy = copies[0].file
  const verified = await run(`verify ${copy} ${files[0].file} --passphrase-file passphrase`)
  expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing is missing') })
  if (isThere('7z'))
    execFileSync('7z', ['t', `-p${PASSPHRASE}`, copy], { stdio: ['ignore', 'ignore', 'pipe'] })
  expect((await readFile(copy)).includes('fotos')).toBe(false)
  const audit = await store.read.selectFrom('audit').select(['action', 'details']).execute()
  expect(audit.map(({ action }) => action)).toContain('export encrypted to hand over')
  expect(JSON.stringify(audit)).not.toContain(PASSPHRASE)
  await writeFile(join(cwd, 'other'), 'another passphrase here\n')
  const other = await run(`verify ${copy} --passphrase-file other --alone`)
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('the passphrase is another one') })
})

test('the passphrase can come from a descriptor', async () => {
  await mkdir(join(cwd, 'second'))
  expect((await run('N1 --encrypt --to second --passphrase-file 0', `${PASSPHRASE}\n`)).code).toBe(0)
  expect(await readdir(join(cwd, 'second'))).toHaveLength(1)
})

test('whoever makes an encrypted copy is told that nobody else will remove it', async () => {
  await mkdir(join(cwd, 'third'))
  const { stdout } = await run('N1 --encrypt --to third --passphrase-file passphrase')
  expect(stdout).toContain('No job removes an encrypted copy: remove it yourself once it was handed over.')
})

test('of copies for two guardians it is told that each could open the other, and which are there when one fails', async () => {
  const place = await addPlace(store, 'De Vlieger')
  const child = await addChild(store, 'N2', place, [{ from: '2025-09-01', until: '2026-03-13' }])
  await addGuardian(store, [child], { email: 'een@ouders.example' })
  await addGuardian(store, [child], { email: 'twee@ouders.example' })
  await mkdir(join(cwd, 'both'))
  const encrypt = 'N2 --encrypt --to both --passphrase-file passphrase'
  const warning = "each could open the other's"
  expect((await run(`${encrypt} --guardian 1`)).stderr).not.toContain(warning)
  const { stderr, stdout } = await run(`${encrypt} --json`)
  expect(stderr).toContain(warning)
  const [first, second] = JSON.parse(stdout).copies.map(({ file }: { file: string }) => file)
  await rm(second)
  await mkdir(second)
  const failed = await run(encrypt)
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain(`this copy was made before it and stays: ${first}`)
})

test.each([
  ['N1 --encrypt --to stick', 'nobody to ask for a passphrase'],
  ['N1 --encrypt --to stick --passphrase-file weak', 'too weak'],
  ['N1 --encrypt --to stick --passphrase-file nowhere', "can't be read (ENOENT)"],
  ['N1 --encrypt --passphrase-file passphrase', '--to FOLDER'],
  ['N1 --encrypt --to nowhere --passphrase-file passphrase', 'there is no such folder'],
  ['N1 --to stick', 'give --encrypt too'],
  ['N1 --split 3', 'such as 500M or 2G'],
])('%s ends with 2 and says %s', async (args, sentence) => {
  expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(sentence) })
})
