import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../test/support/folder.ts'
import { type ConfigSource, readConfig } from './config.ts'

let file: string
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  file = join(folder, 'mine.yaml')
})

/** The settings of this text, or what is wrong with them. */
async function read(text: string, source: Partial<ConfigSource> = {}) {
  await writeFile(file, text)
  return readConfig({ file, env: {}, ...source })
}

async function mistakesIn(text: string, source: Partial<ConfigSource> = {}): Promise<string> {
  const error = await read(text, source).then(
    () => new Error('no mistake'),
    (error: Error) => error,
  )
  expect(error).toMatchObject({ name: 'UserError', exitCode: 2 })
  return error.message.replaceAll(file, 'FILE')
}

test.each([
  ['mail:\n  from: portaal@localhost', 'FILE, line 2: "mail.from"'],
  ['mail:\n  from: a@x.example, b@x.example', 'FILE, line 2: "mail.from"'],
  ['mail:\n  from: "Two\\nlines <a@x.example>"', 'FILE, line 2: "mail.from"'],
  ['mail:\n  replyTo: Portaal', 'FILE, line 2: "mail.replyTo"'],
  ['organisation: "Two\\nlines"', 'FILE, line 1: "organisation"'],
  ['portalUrl: portaal.example', 'FILE, line 1: "portalUrl"'],
  ['portalUrl: http://portaal.example', 'FILE, line 1: "portalUrl"'],
  ['portalUrl: https://mijn_portaal.example', 'FILE, line 1: "portalUrl"'],
  ['portalUrl: https://', 'FILE, line 1: "portalUrl"'],
  ['portalUrl: https://portaal.example/?a=b', 'FILE, line 1: "portalUrl"'],
  ['schema: pg_mine', 'FILE, line 1: "schema"'],
])('%j could send no mail or hold no table, and is refused', async (text, place) => {
  expect(await mistakesIn(text)).toContain(place)
})

test.each([
  'https://portaal.example/ouders',
  'https://portaal.example:8443',
  'http://localhost:3000',
  'http://127.0.0.1',
])('the portal may be at %s', async (portalUrl) => {
  expect(await read(`portalUrl: ${portalUrl}`)).toMatchObject({ portalUrl })
})

test('a sender has a name or goes without', async () => {
  const { mail } = await read('mail:\n  from: De Lange Keizer <p@x.example>\n  replyTo: q@x.example')
  expect(mail.from).toEqual({ name: 'De Lange Keizer', address: 'p@x.example' })
  expect(mail.replyTo).toEqual({ address: 'q@x.example' })
})

test('each unknown setting is a mistake of its own, at its own line', async () => {
  const message = await mistakesIn('one: 1\nlanguage: nl\ntwo:\n  - 2\nmail:\n  three:\n')
  expect(message.split('\n').slice(0, -1).toSorted()).toEqual([
    'FILE, line 1: there is no setting "one".',
    'FILE, line 3: there is no setting "two".',
    'FILE, line 6: there is no setting "mail.three".',
  ])
})

test.each([
  ['a list', '- language: nl'],
  ['a word', 'language'],
  ['an alias that refers to itself', 'mail: &mail\n  from: *mail'],
])('%s for settings is told in one sentence', async (_what, text) => {
  expect((await mistakesIn(text)).trim().split('\n').length).toBeLessThanOrEqual(2)
})

test('an empty file sets nothing', async () => {
  expect(await read('# nothing yet\n')).toMatchObject({ language: 'nl' })
})

test.each([
  ['DATABASE_URL', { env: { DATABASE_URL: 'mysql://x' } }],
  ['OUDERPORTAAL_ACTIVATION_KEY', { env: { OUDERPORTAAL_ACTIVATION_KEY: 'short' } }],
  ['--database', { database: 'mysql://x', env: { DATABASE_URL: 'pglite:right' } }],
  ['--database', { database: '' }],
])('a mistake in %s is blamed on it, not on the file', async (name, source) => {
  const message = await mistakesIn('database: pglite:./data', source)
  expect(message).toMatch(new RegExp(`^${name} must `))
  expect(message).not.toContain('FILE')
})

test('a path starts where it was written: at the file, or where the command was typed', async () => {
  expect((await read('database: pglite:./data')).database).toBe(`pglite:${folder}/data`)
  const here = `pglite:${resolve('data')}`
  expect((await read('', { database: 'pglite:./data' })).database).toBe(here)
  expect((await read('', { env: { DATABASE_URL: 'pglite:data' } })).database).toBe(here)
})

test('a slip in the name of a setting is met with the name that was meant', async () => {
  const mistakes = await mistakesIn('mial:\n  from: a@b.example\nmail:\n  conections: 3\n')
  expect(mistakes).toContain('FILE, line 1: there is no setting "mial": did you mean "mail"?')
  expect(mistakes).toContain(
    'FILE, line 4: there is no setting "mail.conections": did you mean "connections"?',
  )
})
