import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addChild, addGuardian, addPlace, bounce } from '../../../test/support/family.ts'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { deliver, housePolicy, invite, runNightly } from '../../../test/support/mail-work.ts'
import { type Database, freshDatabase } from '../../../test/support/postgres.ts'
import { momentAtWall } from '../../rules/index.ts'
import { openStore, type Store } from '../../store/open.ts'
import { type StatusOptions, viewActivations } from './status.ts'
import { statusAsCsv } from './status-csv.ts'

const policy = await housePolicy()
const SOON = [{ from: '2026-03-09' }] as const

let database: Database
let store: Store
let guardians: Readonly<Record<string, number>>

/** One guardian for every standing, on 10 March; nobody is invited after 2 March but who is reminded. */
beforeAll(async () => {
  database = await freshDatabase()
  store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const folder = await temporaryFolder()
  const boomhut = await addPlace(store, 'De Boomhut')
  const lelie = await addPlace(store, '=De Lelie')
  const child = (number: string, from: typeof SOON | [{ from: '2026-06-01' }] = SOON, place = boomhut) =>
    addChild(store, number, place, from)
  const add = (children: readonly number[], email: string | null, account?: 'active') =>
    addGuardian(store, children, { email, ...(account && { account }) })

  const left = await addChild(store, 'K8', lelie, [{ from: '2024-01-01', until: '2026-02-27' }])
  guardians = {
    failed: await add([await child('K1')], 'failed@ouders.example'),
    bounced: await add([await child('K2')], 'bounced@ouders.example'),
    reminded: await add([await child('K3'), await child('K4', SOON, lelie)], 'reminded@ouders.example'),
    active: await add([await child('K5')], 'active@ouders.example', 'active'),
    noAddress: await add([await child('K6')], null),
    notYet: await add([await child('K7', [{ from: '2026-06-01' }])], 'later@ouders.example'),
    departed: await add([left], 'departed@ouders.example'),
  }
  await invite(store)
  await deliver(store, `folder:${folder}`)
  await store.record((write) =>
    write
      .updateTable('mails')
      .set({ state: 'failed' })
      .where('guardian_id', '=', guardians.failed ?? 0)
      .execute(),
  )
  await bounce(store, 'bounced@ouders.example')
  await runNightly(store, 'remind-activations', { at: momentAtWall('2026-03-09 07:05') })
  await deliver(store, `folder:${folder}`, { at: momentAtWall('2026-03-09 07:10') })
  guardians = { ...guardians, due: await add([await child('K9')], 'due@ouders.example') }
})

afterAll(async () => {
  await store.close()
  await database.drop()
})

const view = (options: StatusOptions = {}, wall = '2026-03-10 08:00') =>
  viewActivations(store, policy, options, momentAtWall(wall))

test('every guardian is one line, with how it stands and since when', async () => {
  const lines = (await view()).guardians.map(({ standing, guardian, since }) => [standing, guardian, since])
  expect(lines).toEqual([
    ['failed', guardians.failed, '2026-03-02T09:00:00'],
    ['bounced', guardians.bounced, '2026-03-03T09:00:00'],
    ['reminded', guardians.reminded, '2026-03-09T07:05:00'],
    ['active', guardians.active, null],
    ['noAddress', guardians.noAddress, null],
    ['notYet', guardians.notYet, null],
    ['departed', guardians.departed, '2026-02-27'],
    ['due', guardians.due, '2026-02-23'],
  ])
})

test('a link that nobody used is expired after its last moment', async () => {
  const { guardians: lines } = await view({}, '2026-03-16 09:01')
  expect(lines.find(({ guardian }) => guardian === guardians.reminded)).toMatchObject({
    standing: 'expired',
    since: '2026-03-16T09:00:00',
    linkValidUntil: '2026-03-16T09:00:00',
  })
})

test('the totals of the locations add up to the guardians, of whom each counts once', async () => {
  const { byLocation, counts, guardians: lines } = await view()
  const sum = Object.values(byLocation).reduce((total, of) => total + of.guardians, 0)
  expect(sum).toBe(lines.length)
  expect(counts.guardians).toBe(lines.length)
  expect(byLocation['=De Lelie']).toMatchObject({ guardians: 1, departed: 1 })
})

test('of one location are seen all who have a child there', async () => {
  const { guardians: lines } = await view({ location: '=De Lelie' })
  expect(lines.map(({ guardian }) => guardian)).toEqual([guardians.reminded, guardians.departed])
  expect(lines[0]?.children).toEqual(['K3', 'K4'])
  await expect(view({ location: 'Elders' })).rejects.toThrow('There is no location "Elders"')
})

test('names are there only when they were asked for, and an address never', async () => {
  expect(JSON.stringify(await view())).not.toMatch(/Sanne|Jansen|@/)
  const named = await view({ withNames: true })
  expect(new Set(named.guardians.map(({ name }) => name))).toEqual(new Set(['Sanne Jansen']))
  expect(JSON.stringify(named)).not.toContain('@')
})

test('as CSV a spreadsheet runs nothing of it', async () => {
  const { guardians: lines } = await view({ withNames: true })
  const rows: Record<string, string>[] = parse(statusAsCsv(lines, true), {
    bom: true,
    columns: true,
    delimiter: ';',
  })
  expect(rows).toHaveLength(lines.length)
  expect(rows[2]).toEqual({
    standing: 'reminded',
    guardian: String(guardians.reminded),
    name: 'Sanne Jansen',
    children: 'K3 K4',
    location: 'De Boomhut',
    since: '2026-03-09T07:05:00',
    'link valid until': '2026-03-16T09:00:00',
    'mail came back': '',
  })
  expect(rows[6]?.location).toBe("'=De Lelie")
})

test('an address that does not work shows also of who is active, and is counted', async () => {
  expect((await view()).bouncedAddresses).toBe(1)
  await bounce(store, 'active@ouders.example')
  const { guardians: lines, bouncedAddresses, counts } = await view()
  expect(bouncedAddresses).toBe(2)
  expect(counts).toMatchObject({ bounced: 1, active: 1 })
  expect(lines.find(({ guardian }) => guardian === guardians.active)).toMatchObject({
    standing: 'active',
    bouncedSince: '2026-03-03T09:00:00',
  })
})

test('asked for standings, only those are told and counted; bounced takes in whoever is active', async () => {
  const due = await view({ standings: ['due', 'notYet'] })
  expect(due.guardians.map(({ standing }) => standing)).toEqual(['notYet', 'due'])
  expect(due.counts).toMatchObject({ guardians: 2, active: 0 })
  const bounced = await view({ standings: ['bounced'] })
  expect(bounced.guardians.map(({ standing }) => standing)).toEqual(['bounced', 'active'])
})
