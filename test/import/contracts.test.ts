import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countsOf, fixture, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

const HEADER =
  'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;einddatum;weken;maandag;dinsdag;woensdag'

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

/** A KDV contract of B001 in Vlinders; `days` are the cells of Monday, Tuesday and Wednesday. */
function contract(number: string, start: string, end: string, days: string, careType = 'KDV'): string {
  return `${number};B001;${careType};De Waterlelie;Vlinders;${start};${end};52;${days}`
}

const MONDAY = '07:30-18:30;;'
const TUESDAY = ';07:30-18:30;'
const MONDAY_AFTERNOON = '13:00-18:30;;'

test('two contracts that share only their last and first day overlap', async () => {
  const report = await imports.lines(
    'contracts',
    HEADER,
    contract('1', '01-01-2026', '30-06-2026', MONDAY),
    contract('2', '30-06-2026', '', MONDAY),
    contract('3', '01-01-2025', '31-12-2025', MONDAY),
  )
  expect(placesOf(report)).toEqual(['2 - overlapping-contract', '3 - overlapping-contract'])
  expect(report.findings[0]?.message).toContain('contract 1 or 2')
})

test('other hours on the same weekday overlap; another weekday or care type does not', async () => {
  const report = await imports.lines(
    'contracts',
    HEADER,
    contract('1', '01-01-2026', '', MONDAY),
    contract('2', '01-01-2026', '', MONDAY_AFTERNOON),
    contract('3', '01-01-2026', '', TUESDAY),
    contract('4', '01-01-2026', '', MONDAY, 'BSO'),
    contract('5', '01-01-2026', '', MONDAY, 'NSO'),
  )
  expect(countsOf(report)).toEqual([3, 0, 0, 0, 2])
  expect(report.findings.map(({ line }) => line)).toEqual([2, 3])
})

test('a row that is rejected for another reason overlaps nothing', async () => {
  const report = await imports.lines(
    'contracts',
    HEADER,
    contract('1', '01-01-2026', '', MONDAY),
    contract('2', '01-01-2026', '', MONDAY).replace('Vlinders', 'Dolfijnen'),
  )
  expect(placesOf(report)).toEqual(['3 groep unknown-group'])
  expect(report.created).toBe(1)
})

test('a row that overlaps a stored contract is rejected, and the stored one stays', async () => {
  await imports.lines('contracts', HEADER, contract('1', '01-01-2026', '', MONDAY))
  const report = await imports.lines('contracts', HEADER, contract('2', '01-06-2026', '', MONDAY))
  expect(placesOf(report)).toEqual(['2 - overlapping-contract'])
  expect(await imports.rows('select number from contracts')).toEqual([{ number: '1' }])
})

test('a stored contract that a row of the file ends makes room for its successor', async () => {
  await imports.lines('contracts', HEADER, contract('1', '01-01-2026', '', MONDAY))
  const report = await imports.lines(
    'contracts',
    HEADER,
    contract('2', '01-06-2026', '', MONDAY),
    contract('1', '01-01-2026', '31-05-2026', MONDAY),
  )
  expect(countsOf(report)).toEqual([1, 1, 0, 0, 0])
})

test('a rejected change leaves its stored contract, which then overlaps the successor', async () => {
  await imports.lines('contracts', HEADER, contract('1', '01-01-2026', '', MONDAY))
  const report = await imports.lines(
    'contracts',
    HEADER,
    contract('2', '01-06-2026', '', MONDAY),
    contract('1', '01-01-2026', '31-02-2026', MONDAY),
  )
  expect(placesOf(report)).toEqual(['2 - overlapping-contract', '3 einddatum invalid-date'])
})

test('rejections run on through a chain of contracts that move at the same time', async () => {
  await imports.lines(
    'contracts',
    HEADER,
    contract('1', '01-01-2026', '31-01-2026', MONDAY),
    contract('2', '01-02-2026', '28-02-2026', MONDAY),
    contract('3', '01-03-2026', '31-03-2026', MONDAY),
    contract('9', '01-04-2026', '30-04-2026', MONDAY),
  )
  const before = await imports.content()
  const report = await imports.lines(
    'contracts',
    HEADER,
    contract('1', '01-02-2026', '28-02-2026', MONDAY),
    contract('2', '01-03-2026', '31-03-2026', MONDAY),
    contract('3', '01-04-2026', '30-04-2026', MONDAY),
  )
  expect(countsOf(report)).toEqual([0, 0, 0, 0, 3])
  expect(await imports.content()).toBe(before)
})

test('contracts that change places with each other go in', async () => {
  await imports.lines(
    'contracts',
    HEADER,
    contract('1', '01-01-2026', '31-01-2026', MONDAY),
    contract('2', '01-02-2026', '28-02-2026', MONDAY),
  )
  const report = await imports.lines(
    'contracts',
    HEADER,
    contract('1', '01-02-2026', '28-02-2026', MONDAY),
    contract('2', '01-01-2026', '31-01-2026', MONDAY),
  )
  expect(countsOf(report)).toEqual([0, 2, 0, 0, 0])
})

test('a row with an unknown child and an unknown group has both findings and counts once', async () => {
  const report = await imports.lines(
    'contracts',
    HEADER,
    '1;B1;KDV;De Waterlelie;Uiltjes;01-01-2026;;52;07:30-18:30;;',
  )
  expect(placesOf(report)).toEqual(['2 kindnummer unknown-child', '2 groep unknown-group'])
  expect(report).toMatchObject({ rows: 1, rejected: 1 })
})

test('an empty last day makes a contract open-ended; a column that is not there leaves it', async () => {
  const short = 'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;weken;dinsdag'
  const row = '1;B001;KDV;De Waterlelie;Vlinders;01-01-2026;52;08:00-13:00'
  await imports.lines('contracts', HEADER, contract('1', '01-01-2026', '30-06-2026', MONDAY))
  await imports.lines('contracts', short, row)
  const stored = () => imports.rows('select last_day, days from contracts')
  expect(await stored()).toEqual([
    { last_day: '2026-06-30', days: { mon: '07:30-18:30', tue: '08:00-13:00' } },
  ])
  await imports.lines('contracts', HEADER, contract('1', '01-01-2026', '', MONDAY))
  expect(await stored()).toEqual([{ last_day: null, days: { mon: '07:30-18:30' } }])
})

test('a beginning after the last day that is stored, in a file without that column, is wrong for that row only', async () => {
  await imports.lines('contracts', HEADER, contract('1', '01-01-2026', '30-06-2026', MONDAY))
  const short = HEADER.replace(';einddatum', '')
  const rowOf = (number: string) =>
    `${number};B001;KDV;De Waterlelie;Vlinders;01-09-2026;52;${number === '1' ? MONDAY : TUESDAY}`
  const report = await imports.lines('contracts', short, rowOf('1'), rowOf('2'))
  expect(placesOf(report)).toEqual(['2 einddatum end-before-start'])
  expect(report.findings[0]?.message).toContain('add the column einddatum')
  expect(await imports.rows('select number, first_day from contracts order by 1')).toEqual([
    { number: '1', first_day: '2026-01-01' },
    { number: '2', first_day: '2026-09-01' },
  ])
})
