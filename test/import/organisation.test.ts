import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ImportName } from '../../src/jobs/import/index.ts'
import { countsOf, fixture, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
  await imports.run('children', await fixture('cases/base-children.csv'))
})

/** Of each kind a file that goes in, and the same with other values under the same keys. */
const FILES: readonly { kind: ImportName; first: readonly string[]; later: readonly string[] }[] = [
  {
    kind: 'locations',
    first: ['locatie;telefoon;email', 'Nieuw;0600000001;nieuw@example.org'],
    later: ['locatie;telefoon;email', 'Nieuw;;nieuw@example.org'],
  },
  {
    kind: 'groups',
    first: ['locatie;groep;opvangsoort;plaatsen', "'t Kabouterbos;Vlinders;KDV;12"],
    later: ['locatie;groep;opvangsoort;plaatsen', "'t Kabouterbos;Vlinders;peuter;"],
  },
  {
    kind: 'closures',
    first: [
      'locatie;datum;van;tot;naam',
      'De Waterlelie;24-12-2026;;;Kerst',
      'De Waterlelie;24-12-2026;12:00;;Kerst',
    ],
    later: [
      'locatie;datum;van;tot;naam',
      'De Waterlelie;24-12-2026;;12:00;K',
      'De Waterlelie;24-12-2026;12:00;;K',
    ],
  },
  {
    kind: 'school-holidays',
    first: ['locatie;van;tot;naam', 'De Waterlelie;21-12-2026;03-01-2027;Kerst'],
    later: ['locatie;van;tot;naam', 'De Waterlelie;21-12-2026;04-01-2027;Kerst'],
  },
  {
    kind: 'accounts',
    first: ['email;actief_sinds', 'CARLA@example.org;01-02-2026'],
    later: ['email;actief_sinds', 'carla@example.org;02-02-2026'],
  },
  {
    kind: 'consents',
    first: ['kindnummer;ouder_email;doel;gegeven_op', 'B001;carla@example.org;fotos-delen;01-02-2026'],
    later: [
      'kindnummer;ouder_email;doel;gegeven_op;ingetrokken_op',
      'B001;carla@example.org;fotos-delen;01-02-2026;03-03-2026',
    ],
  },
]

describe.each(FILES)('$kind', ({ kind, first, later }) => {
  test('go in once, change when the file changes, and change nothing when it does not', async () => {
    const rows = first.length - 1
    expect(countsOf(await imports.lines(kind, ...first))).toEqual([rows, 0, 0, 0, 0])
    expect(countsOf(await imports.lines(kind, ...first))).toEqual([0, 0, rows, 0, 0])
    expect(countsOf(await imports.lines(kind, ...later))).toEqual([0, rows, 0, 0, 0])
    const content = await imports.content()
    expect(countsOf(await imports.lines(kind, ...later))).toEqual([0, 0, rows, 0, 0])
    expect(await imports.content()).toBe(content)
  })
})

test('a group, a closure and a school holiday need a location that is known', async () => {
  const reports = [
    await imports.lines('groups', 'locatie;groep;opvangsoort', 'Nergens;Vlinders;KDV'),
    await imports.lines('closures', 'locatie;datum;naam', 'Nergens;24-12-2026;Kerst'),
    await imports.lines('school-holidays', 'locatie;van;tot;naam', 'Nergens;01-01-2027;02-01-2027;Kerst'),
  ]
  for (const report of reports) {
    expect(placesOf(report)).toEqual(['2 locatie unknown-location'])
    expect(report).toMatchObject({ rows: 1, created: 0, rejected: 1 })
  }
})

test('a group of one name at two locations is two groups, and a child goes to that of its location', async () => {
  await imports.lines('groups', 'locatie;groep;opvangsoort', "'t Kabouterbos;Vlinders;KDV")
  const header = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep'
  const row = "N1;Kim;Vos;01-06-2024;'t Kabouterbos;Vlinders"
  await imports.lines('children', header, row, "N2;Kim;Vos;01-06-2024;'t Kabouterbos;Kikkers")
  expect(
    await imports.rows(`select c.number, l.name from children c join groups g on g.id = group_id
      join locations l on l.id = location_id where c.number like 'N%'`),
  ).toEqual([{ number: 'N1', name: "'t Kabouterbos" }])
})

test('places of a group stay when the file has no column for them', async () => {
  await imports.lines('groups', 'locatie;groep;opvangsoort', 'De Waterlelie;Vlinders;KDV')
  expect(await imports.rows(`select places from groups where name = 'Vlinders'`)).toEqual([{ places: 16 }])
})

test('an account is of the guardian with that address, active since that day in Amsterdam', async () => {
  const report = await imports.lines(
    'accounts',
    'email;actief_sinds',
    'carla@example.org;01-07-2026',
    'niemand@example.org;',
  )
  expect(placesOf(report)).toEqual(['3 email unknown-guardian'])
  expect(await imports.rows('select state, activated_at from accounts')).toEqual([
    { state: 'active', activated_at: '2026-06-30 22:00:00+00' },
  ])
})

test('an account that the portal knows the time of keeps it', async () => {
  const file = ['email;actief_sinds', 'carla@example.org;01-07-2026']
  await imports.lines('accounts', ...file)
  await imports.rows(`update accounts set activated_at = '2026-07-01 10:15:00+02', password_hash = 'x'`)
  expect(await imports.lines('accounts', ...file)).toMatchObject({ unchanged: 1 })
  expect(await imports.lines('accounts', 'email', 'carla@example.org')).toMatchObject({ unchanged: 1 })
})

test('a consent is of a guardian of that child', async () => {
  const report = await imports.lines(
    'consents',
    'kindnummer;ouder_email;doel;gegeven_op',
    'B999;carla@example.org;fotos-delen;01-02-2026',
    'B001;niemand@example.org;fotos-delen;01-02-2026',
  )
  expect(placesOf(report)).toEqual(['2 kindnummer unknown-child', '3 ouder_email unknown-guardian'])
  expect(report.findings[1]?.message).toBe(
    'Line 3, column ouder_email: "niemand@example.org" is not the address of a guardian of child B001; correct the address or import the children first.',
  )
})

describe('the consents of a guardian', () => {
  const header = 'kindnummer;ouder_email;doel;gegeven_op;ingetrokken_op'
  const row = (given: string, withdrawn = '') => `B001;carla@example.org;fotos-delen;${given};${withdrawn}`
  const history = () => imports.rows('select given_at, withdrawn_at from consents order by given_at')

  test('begin and end with a day in Amsterdam, and the withdrawal is of the one that was given', async () => {
    await imports.lines('consents', header, row('01-02-2026'))
    await imports.lines('consents', header, row('01-02-2026', '01-07-2026'))
    expect(await history()).toEqual([
      { given_at: '2026-01-31 23:00:00+00', withdrawn_at: '2026-06-30 22:00:00+00' },
    ])
  })

  test('stay withdrawn when an older file comes, and are given anew beside the old one', async () => {
    await imports.lines('consents', header, row('01-02-2026'))
    await imports.rows(`update consents set withdrawn_at = '2026-03-01 10:15:00+00'`)
    expect(await imports.lines('consents', header, row('01-02-2026'))).toMatchObject({ unchanged: 1 })
    expect(await imports.lines('consents', header, row('02-03-2026'))).toMatchObject({ created: 1 })
    expect(await history()).toEqual([
      { given_at: '2026-01-31 23:00:00+00', withdrawn_at: '2026-03-01 10:15:00+00' },
      { given_at: '2026-03-01 23:00:00+00', withdrawn_at: null },
    ])
  })

  test('that the portal knows the hour of are withdrawn by a file that knows the day', async () => {
    await imports.lines('consents', header, row('01-02-2026'))
    await imports.rows(`update consents set given_at = '2026-02-01 09:30:00+00'`)
    const file = [header, row('01-02-2026', '03-03-2026')]
    expect(await imports.lines('consents', ...file)).toMatchObject({ updated: 1 })
    expect(await history()).toEqual([
      { given_at: '2026-02-01 09:30:00+00', withdrawn_at: '2026-03-02 23:00:00+00' },
    ])
    expect(await imports.lines('consents', ...file)).toMatchObject({ unchanged: 1 })
  })
})

test('letters that were read in the wrong encoding are told once, and the file goes in', async () => {
  const bytes = Buffer.concat([Buffer.from('locatie\nZoë\n'), Buffer.from('Café\n', 'latin1')])
  const report = await imports.run('locations', bytes)
  expect(report).toMatchObject({ created: 2, assumed: { encoding: 'windows-1252' } })
  expect(placesOf(report)).toEqual(['2 - garbled-letters'])
  expect(report.findings[0]?.message).toMatch(/^Line 2: letters are garbled, as é that became Ã©/)
})
