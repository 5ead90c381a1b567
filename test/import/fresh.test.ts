import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { child, familiesOf, HEADER } from './families.ts'
import { countsOf, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
const begin = async () => {
  await imports.clear()
  await importOrganisation(imports)
}
beforeEach(begin)

/** What a file leaves; ids count by who has the same, and addresses by what they are compared by. */
async function outcomeOf(kind: 'children' | 'contracts', lines: readonly string[]) {
  const report = await imports.lines(kind, ...lines)
  const families = await familiesOf(imports)
  const guardians = families.map(({ guardian }) => guardian)
  return {
    counts: countsOf(report),
    findings: placesOf(report),
    families: families.map(({ guardian, email, ...family }) => ({
      ...family,
      email: email && String(email).toLowerCase(),
      sameAs: guardians.indexOf(guardian),
    })),
    children: await imports.rows(
      'select number, first_name, last_name, born, group_id from children order by 1',
    ),
    changes: await imports.rows(
      'select kind, key, name, before, after is null as unknown from import_changes order by kind, key',
    ),
  }
}

const guardian = fc
  .tuple(
    fc.constantFrom('Ada;Vos', 'Bea;Bos', ';', 'Ada;'),
    fc.constantFrom('', 'a@example.org', 'b@example.org', 'c@example.org', 'd@example.org', 'e@example.org'),
    fc.constantFrom('', '06-1', '06-2'),
    fc.constantFrom('', 'ja', 'nee'),
  )
  .map((cells) => cells.join(';'))

const families = fc.array(fc.tuple(guardian, guardian), { minLength: 1, maxLength: 6 })

/** An address that is not spelt as it is compared makes a row one that is decided on. */
const inCapitals = (line: string) => line.replaceAll('@example', '@EXAMPLE')

test(
  'whatever a file of new children says, rows that nobody has to decide on are stored as the others are',
  () =>
    fc.assert(
      fc.asyncProperty(families, families, async (known, told) => {
        const stored = [HEADER, ...known.map(([one, two], at) => child(`K${at}`, one, two))]
        const lines = [HEADER, ...told.map(([one, two], at) => child(`N${at}`, one, two))]
        const outcomes = []
        for (const wanted of [lines, lines.map(inCapitals)]) {
          await begin()
          await imports.lines('children', ...stored)
          outcomes.push(await outcomeOf('children', wanted))
        }
        expect(outcomes[0]).toEqual(outcomes[1])
      }),
      { numRuns: 20, seed: 4 },
    ),
  300_000,
)

test('a guardian without an address is somebody else beside each child', async () => {
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;;06-1;'), child('2', 'Ada;Vos;;06-1;ja'))
  expect((await familiesOf(imports)).map(({ number, name, custody }) => [number, name, custody])).toEqual([
    ['1', 'Ada Vos', false],
    ['2', 'Ada Vos', true],
  ])
  expect(await imports.rows('select id from guardians')).toHaveLength(2)
})

const CONTRACT =
  'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;einddatum;weken;maandag;dinsdag;vrijdag'
const contract = (number: string, of: string, care: string, first: string, last: string, days: string) =>
  `${number};${of};${care};De Waterlelie;Vlinders;${first};${last};52;${days}`

test('new contracts are stored with their weekdays, one after another and beside other care', async () => {
  await imports.lines('children', HEADER, child('1', ';;;;'))
  const report = await imports.lines(
    'contracts',
    CONTRACT,
    contract('a', '1', 'KDV', '01-01-2026', '30-06-2026', '07:30-18:30;;8:00-12:00'),
    contract('b', '1', 'KDV', '01-07-2026', '', ';07:30-18:30;'),
    contract('c', '1', 'BSO', '01-01-2026', '', ';;'),
  )
  expect(countsOf(report)).toEqual([3, 0, 0, 0, 0])
  expect(
    await imports.rows('select number, first_day, last_day, days from contracts order by number'),
  ).toEqual([
    {
      number: 'a',
      first_day: '2026-01-01',
      last_day: '2026-06-30',
      days: { mon: '07:30-18:30', fri: '08:00-12:00' },
    },
    { number: 'b', first_day: '2026-07-01', last_day: null, days: { tue: '07:30-18:30' } },
    { number: 'c', first_day: '2026-01-01', last_day: null, days: {} },
  ])
})

test('a new contract beside one that is refused goes in, and both that overlap are refused', async () => {
  await imports.lines('children', HEADER, child('1', ';;;;'), child('2', ';;;;'))
  const report = await imports.lines(
    'contracts',
    CONTRACT,
    contract('a', '1', 'KDV', '01-01-2026', '', '07:30-18:30;;'),
    contract('b', '1', 'KDV', '01-07-2026', '', '07:30-18:30;;'),
    contract('c', '1', 'BSO', '01-01-2026', '', '07:30-18:30;;'),
    contract('d', '2', 'KDV', '01-01-2026', '', '07:30-18:30;;'),
    contract('e', '2', 'KDV', '01-02-2026', '', ';07:30-18:30;'),
  )
  expect(placesOf(report)).toEqual(['2 - overlapping-contract', '3 - overlapping-contract'])
  expect(countsOf(report)).toEqual([3, 0, 0, 0, 2])
})
