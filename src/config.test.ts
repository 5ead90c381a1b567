import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../test/support/folder.ts'
import { chooseOrganisation, readFleet } from './config.ts'
import type { ConfigSource } from './config-source.ts'

let file: string
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  file = join(folder, 'mine.yaml')
})

/** The settings of this text, or what is wrong with them. */
async function read(text: string, source: Partial<ConfigSource> = {}) {
  return chooseOrganisation(await readAll(text, source), undefined)
}

async function readAll(text: string, source: Partial<ConfigSource> = {}) {
  await writeFile(file, text)
  return readFleet({ file, env: {}, ...source })
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
const TWO = `
database: postgres://db.example/childcare
language: en
mail:
  from: portaal@groep.example
  colour: "#0b57a4"
organisations:
  keizer:
    organisation: Kinderopvang De Lange Keizer
    mail:
      from: portaal@keizer.example
  kion:
    organisation: KION
    schema: kion_nijmegen
    language: nl
    policy: kion
    media: /srv/kion/photos
`

test('each organisation has the settings that are shared, and in their place its own', async () => {
  const { organisations } = await readAll(TWO)
  const [keizer, kion] = organisations
  expect(keizer).toMatchObject({ name: 'keizer', schema: 'keizer', language: 'en', policy: 'delangekeizer' })
  expect(keizer?.mail).toMatchObject({ from: { address: 'portaal@keizer.example' }, colour: '#0b57a4' })
  expect(kion).toMatchObject({ name: 'kion', schema: 'kion_nijmegen', language: 'nl', policy: 'kion' })
  expect(kion?.mail.from).toEqual({ address: 'portaal@groep.example' })
})

test('photos and exports of organisations lie apart, whether or not somebody said so', async () => {
  const { organisations } = await readAll(TWO)
  expect(organisations.map(({ media }) => media)).toEqual([`${folder}/media/keizer`, '/srv/kion/photos'])
  expect(organisations.map(({ exports }) => exports)).toEqual([
    `${folder}/exports/keizer`,
    `${folder}/exports/kion`,
  ])
})

test.each(['', '/', '/photos', '/photos/'])(
  'in a bucket with %j behind it each organisation has a prefix of its own',
  async (prefix) => {
    const query = '?region=eu-central-1&endpoint=https://s3.example'
    const { organisations } = await readAll(
      `media: s3://kinderen${prefix}${query}\n${TWO.replace('    media: /srv/kion/photos\n', '')}`,
    )
    const path = `s3://kinderen${prefix.replace(/\/$/, '')}`
    expect(organisations.map(({ media }) => media)).toEqual([
      `${path}/keizer${query}`,
      `${path}/kion${query}`,
    ])
  },
)

test('a shared inbox is a folder for each organisation, and without one there is none', async () => {
  const inboxes = async (text: string) => (await readAll(text)).organisations.map(({ inbox }) => inbox)
  expect(await inboxes(`inbox: ./inbox${TWO}`)).toEqual([`${folder}/inbox/keizer`, `${folder}/inbox/kion`])
  expect(await inboxes(`${TWO}    inbox: ./kion`)).toEqual([undefined, `${folder}/kion`])
})

test('times of jobs are shared one by one, so that an organisation can have one of its own', async () => {
  const jobs = 'jobs:\n  weekly-news: off\n  expire-credits: { at: "04:10" }'
  const { organisations } = await readAll(`${jobs}${TWO}    jobs:\n      expire-credits: off`)
  expect(organisations.map(({ jobs }) => jobs)).toEqual([
    { 'weekly-news': 'off', 'expire-credits': { at: '04:10' } },
    { 'weekly-news': 'off', 'expire-credits': 'off' },
  ])
})

test('which organisation is meant must be said where there are several, and no other is', async () => {
  const fleet = await readAll(TWO)
  expect(chooseOrganisation(fleet, 'kion').organisation).toBe('KION')
  expect(() => chooseOrganisation(fleet, undefined)).toThrow('--organisation and one of keizer, kion')
  expect(() => chooseOrganisation(fleet, 'ouderportaal')).toThrow('choose one of keizer, kion')
})

test('without organisations there is the one, called by its schema', async () => {
  const fleet = await readAll('schema: keizer')
  expect(fleet.organisations).toEqual([fleet.shared])
  expect(chooseOrganisation(fleet, 'keizer').media).toBe(`${folder}/media`)
})

test.each([
  [
    'a:\n    organisation: A\n    schema: b\n  b:\n    organisation: B',
    'line 5: "organisations.b.schema" is the same tables',
  ],
  [
    'a:\n    organisation: A\n  a_queue:\n    organisation: B',
    'line 4: "organisations.a_queue.schema" is the same tables',
  ],
  [
    'a:\n    organisation: A\n    exports: x\n  b:\n    organisation: B\n    exports: ./x',
    'line 7: "organisations.b.exports" is the same folder',
  ],
  [
    'a:\n    organisation: A\n    media: x\n  b:\n    organisation: B\n    media: x',
    'line 7: "organisations.b.media" is the same folder',
  ],
  [
    'a:\n    organisation: A\n    inbox: x\n  b:\n    organisation: B\n    inbox: ./x',
    'line 7: "organisations.b.inbox" is the same folder',
  ],
  [
    'a:\n    organisation: A\n    media: s3://foto/p\n  b:\n    organisation: B\n    media: s3://foto/p/',
    'line 7: "organisations.b.media" is the same folder',
  ],
  [
    'a:\n    organisation: A\n    media: s3://foto/p?region=r&endpoint=https://s3.example\n  b:\n    organisation: B\n    media: s3://foto/p?endpoint=https://s3.example/&region=r',
    'line 7: "organisations.b.media" is the same folder',
  ],
  ['A-b:\n    organisation: A', 'line 2: "organisations.A-b" must be lower-case'],
  ['a:\n    organisation: A\n    daemon: {}', 'line 4: there is no setting "organisations.a.daemon"'],
  [
    'a:\n    organisation: A\n    mail:\n      colour: red',
    'line 5: "organisations.a.mail.colour" must be a colour',
  ],
  ['a:', 'line 2: "organisations.a" must have settings of its own'],
  ['a:\n    language: nl', 'line 2: "organisations.a" lacks "organisation"'],
])('of organisations %j is refused at its place', async (text, sentence) => {
  const database = 'database: postgres://db.example/x'
  expect(await mistakesIn(`organisations:\n  ${text}\n${database}`)).toContain(`FILE, ${sentence}`)
})

test('a list of organisations is refused', async () => {
  expect(await mistakesIn('organisations:\n  - schema: a')).toContain(
    'FILE, line 1: "organisations" must have a name',
  )
})

test('what each must have for itself is not shared', async () => {
  const message = await mistakesIn(`schema: x\norganisation: X\n${TWO}`)
  expect(message).toContain('FILE, line 1: "schema" can\'t be shared')
  expect(message).toContain('FILE, line 2: "organisation" can\'t be shared')
})

test('one prefix in two buckets, or one bucket of two servers, is no place that two share', async () => {
  const places = ['s3://one/p', 's3://two/p', 's3://two/p?endpoint=https://s3.example', 's3://two']
  const organisations = places.map((media, place) => `  o${place}: { organisation: O, media: "${media}" }\n`)
  const fleet = await readAll(`database: postgres://db.example/x\norganisations:\n${organisations.join('')}`)
  expect(fleet.organisations).toHaveLength(places.length)
})

test('two organisations in one embedded database are refused, which serves one', async () => {
  const message = await mistakesIn('organisations:\n  a:\n    organisation: A\n  b:\n    organisation: B')
  expect(message).toContain('FILE, line 4: "organisations.b.database" is the same embedded database')
})

test('all mistakes are told at once, a shared one once', async () => {
  const message = await mistakesIn(
    `${TWO.replace('language: en', 'language: fr')}    exports: ""\ndaemon:\n  lanes: 0`,
  )
  expect(message.split('\n')).toEqual([
    expect.stringContaining('FILE, line 3: "language" must be one of nl, en'),
    expect.stringContaining('"organisations.kion.exports"'),
    expect.stringContaining('"daemon.lanes" must be 1 to 8'),
    'Mend the settings and try again.',
  ])
})

test('a flag takes the place of what an organisation has of its own, the environment only of what is shared', async () => {
  const own = TWO.replace('policy: kion', 'database: postgres://own.example/kion')
  const env = { DATABASE_URL: 'postgres://env.example/x' }
  const databases = async (source: Partial<ConfigSource>) =>
    (await readAll(own, source)).organisations.map(({ database }) => database)
  expect(await databases({ env })).toEqual(['postgres://env.example/x', 'postgres://own.example/kion'])
  expect(await databases({ database: 'postgres://flag.example/x' })).toEqual([
    'postgres://flag.example/x',
    'postgres://flag.example/x',
  ])
})

test('a file that is not there is told with the place that names it', () => {
  const missing = join(folder, 'missing.yaml')
  const readNamed = (source: ConfigSource) => () => readFleet(source)
  expect(readNamed({ file: missing, env: {} })).toThrow(
    `${missing} is not there: check the path after --config.`,
  )
  expect(readNamed({ env: { OUDERPORTAAL_CONFIG: missing } })).toThrow(
    `${missing} is not there: check the path in OUDERPORTAAL_CONFIG of the environment.`,
  )
})

test('all mistakes in jobs and pings are told at once, each with its line, what is there and what fits', async () => {
  const jobs =
    'jobs:\n  expire-credits: { at: "02:30" }\n  check-mail: { at: "04:10" }\n  weekly-news: { at: "16:00", day: fri }'
  const pings = 'pings:\n  zzz: https://hc.example\n  all: ftp://hc.example'
  const text = await mistakesIn(`${jobs}\n${pings}\n`)
  expect(text.split('\n')).toEqual([
    expect.stringMatching(/^FILE, line 6: "pings.zzz" is no job: choose one of expire-credits, .*, all\.$/),
    'FILE, line 7: "pings.all" must be an address that begins with https:// or http://.',
    'FILE, line 2: "jobs.expire-credits" must be off, or have one setting, at: "04:10", a time of the day that is not between 02:00 and 03:00, and is at: "02:30".',
    'FILE, line 3: "jobs.check-mail" must be off, or have one setting, at: ":20", so many minutes past each hour, and is at: "04:10".',
    'FILE, line 4: "jobs.weekly-news" must be off, or have one setting, at: "04:10", a time of the day that is not between 02:00 and 03:00, and is {"at":"16:00","day":"fri"}.',
    'Mend the settings and try again.',
  ])
})

test('a group of which all lines are commented out is as good as absent', async () => {
  expect(await read('jobs:\n#  weekly-news: off\npings:\nmail:\n')).toMatchObject({ jobs: {}, pings: {} })
  const { organisations } = await readAll(`jobs: { weekly-news: off }${TWO}    jobs:\n`)
  expect(organisations.map(({ jobs }) => jobs)).toEqual([{ 'weekly-news': 'off' }, { 'weekly-news': 'off' }])
})
