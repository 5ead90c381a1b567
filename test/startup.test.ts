import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { groups } from '../src/commands/index.ts'
import { runCli } from './support/cli.ts'
import { temporaryFolder } from './support/folder.ts'
import { freshDatabase } from './support/postgres.ts'

const recorder = resolve(import.meta.dirname, 'support/record-loaded.mjs')

async function packagesLoadedBy(...args: readonly string[]): Promise<readonly string[]> {
  const file = join(await temporaryFolder(), 'loaded.json')
  const env = { NODE_OPTIONS: `--import ${recorder}`, LOADED_MODULES: file }
  // With an input it is a process of its own, which alone loads what it needs.
  const ended = await runCli(args, { env, input: '' })
  expect(ended.code).toBe(0)
  const urls: string[] = JSON.parse(await readFile(file, 'utf8'))
  // What a package says of itself takes no time to read.
  const code = urls.filter((url) => !url.endsWith('/package.json'))
  const names = code.map((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1])
  return [...new Set(names.filter((name) => name !== undefined))]
}

test('help loads commander and nothing else', async () => {
  expect(await packagesLoadedBy('--help')).toEqual(['commander'])
})

test.each(groups.map(({ name }) => name))('help on %s loads no package but commander', async (name) => {
  expect(await packagesLoadedBy('help', name)).toEqual(['commander'])
})

test('trying scenarios loads no database, queue, mail or archive package', async () => {
  const scenarios = resolve(import.meta.dirname, '../fixtures/scenarios/delangekeizer.yaml')
  const loaded = await packagesLoadedBy('rules', 'test', scenarios)
  const heavy = [
    'kysely',
    'pg',
    'pg-boss',
    '@electric-sql/pglite',
    'nodemailer',
    'archiver',
    'csv-parse',
    'inquirer',
  ]
  expect(heavy.filter((name) => loaded.includes(name))).toEqual([])
})

test('an import into PostgreSQL loads no queue, no embedded database and nothing that reads photos', async () => {
  const database = await freshDatabase()
  const file = join(await temporaryFolder(), 'locations.csv')
  await writeFile(file, 'locatie\nDe Boomhut\n')
  const loaded = await packagesLoadedBy('import', 'locations', file, '--database', database.url)
  await database.drop()
  expect(loaded).toContain('pg')
  const others = ['pg-boss', '@electric-sql/pglite', 'exifreader', 'sharp']
  expect(others.filter((name) => loaded.includes(name))).toEqual([])
})
