import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

const CHILDREN = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep'
const CONTRACTS = 'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;einddatum;weken;maandag'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
})

const numbers = (count: number) => Array.from({ length: count }, (_, at) => `${101 + at}`)
const children = (of: readonly string[], name = 'Mila') =>
  [CHILDREN, ...of.map((number) => `${number};${name};Bos;01-02-2023;De Waterlelie;Vlinders`)].join('\n')
const contract = (number: string, period: string) =>
  `C${number};${number};KDV;De Waterlelie;Vlinders;${period};52;08:00-18:00`
const contracts = (of: readonly string[], period = '01-01-2026;') =>
  [CONTRACTS, ...of.map((number) => contract(number, period))].join('\n')

async function lastDays(): Promise<Record<string, unknown>> {
  const rows = await imports.rows('select number, last_day from contracts')
  return Object.fromEntries(rows.map(({ number, last_day }) => [number, last_day]))
}

test('a file that is not full leaves what it does not have, and says how much that is', async () => {
  await imports.run('children', children(numbers(3)))
  await imports.run('contracts', contracts(numbers(3)))
  const report = await imports.run('contracts', contracts(numbers(2)))
  expect(report).toMatchObject({ missing: 1, ended: 0, notInFile: ['C103'] })
  expect(await lastDays()).toEqual({ C101: null, C102: null, C103: null })
})

test('a full file ends what it does not have on the day before, and deletes nothing', async () => {
  await imports.run('children', children(numbers(3)))
  await imports.run('contracts', contracts(numbers(3)))
  const report = await imports.run('contracts', contracts(numbers(2)), { full: true })
  expect(report).toMatchObject({ missing: 1, ended: 1 })
  expect(await lastDays()).toEqual({ C101: null, C102: null, C103: '2026-11-22' })
  expect(await imports.run('contracts', contracts(numbers(2)), { full: true })).toMatchObject({ ended: 0 })
})

test('a child that a full file does not have keeps its row, and its contracts end', async () => {
  await imports.run('children', children(numbers(2)))
  await imports.run('contracts', contracts(numbers(2)))
  await imports.run('children', children(['101']), { full: true })
  expect(await lastDays()).toEqual({ C101: null, C102: '2026-11-22' })
  expect(await imports.rows('select number from children order by 1')).toEqual([
    { number: '101' },
    { number: '102' },
  ])
})

test('a contract that had not begun gets no care at all', async () => {
  await imports.run('children', children(numbers(2)))
  await imports.run('contracts', contracts(numbers(2), '01-01-2027;'))
  await imports.run('contracts', contracts(['101'], '01-01-2027;'), { full: true })
  expect(await imports.rows(`select last_day, days from contracts where number = 'C102'`)).toEqual([
    { last_day: '2027-01-01', days: {} },
  ])
})

test('a contract that is over stays as it was', async () => {
  await imports.run('children', children(numbers(2)))
  await imports.run('contracts', contracts(numbers(2), '01-01-2026;30-06-2026'))
  expect(
    await imports.run('contracts', contracts(['101'], '01-01-2026;30-06-2026'), { full: true }),
  ).toMatchObject({ ended: 0 })
})

test('a rejected row is in the file: its contract does not end', async () => {
  await imports.run('children', children(numbers(2)))
  await imports.run('contracts', contracts(numbers(2)))
  const report = await imports.run('contracts', `${contracts(['101'])}\n${contract('102', '31-02-2026;')}`, {
    full: true,
  })
  expect(report).toMatchObject({ rejected: 1, missing: 0, ended: 0 })
})

test('a new contract may take the place of one that the full file ends', async () => {
  await imports.run('children', children(['101']))
  await imports.run('contracts', contracts(['101']))
  const other = `${CONTRACTS}\nC900;101;KDV;De Waterlelie;Vlinders;23-11-2026;;52;08:00-18:00`
  expect(await imports.run('contracts', other, { full: true })).toMatchObject({
    created: 1,
    ended: 1,
    rejected: 0,
  })
})

test('a child that comes back with its number is the same child', async () => {
  await imports.run('children', children(numbers(2)))
  const [before] = await imports.rows(`select id from children where number = '102'`)
  await imports.run('children', children(['101']), { full: true })
  await imports.run('children', children(numbers(2)))
  expect(await imports.rows(`select id from children where number = '102'`)).toEqual([before])
})

test('a file that changes more than a tenth of the children is refused, and changes nothing', async () => {
  await imports.run('children', children(numbers(20)))
  const before = await imports.content()
  const report = await imports.run('children', children(numbers(5), 'Anna'), { allowMassChange: false })
  expect(report).toMatchObject({
    refused: { code: 'mass-change' },
    massChange: { changed: 5, ended: 0, live: 20 },
    updated: 0,
  })
  expect(await imports.content()).toBe(before)
  const refused = `select outcome from job_runs where outcome in ('failed', 'refused')`
  expect(await imports.rows(refused)).toEqual([{ outcome: 'refused' }])
})

test('children whose numbers lost their zeros are told, and five of them are a mass change', async () => {
  const stored = numbers(100).map((number) => `00${number}`)
  await imports.run('children', children(stored))
  const one = await imports.run('children', children(['101', '300', ...stored.slice(1)]), { dryRun: true })
  expect(one).toMatchObject({ created: 2, massChange: null })
  expect(placesOf(one)).toEqual(['2 kindnummer zeros-lost'])
  expect(one.findings[0]?.message).toContain('"101" is new, and would be 00101 with its zeros')
  const few = await imports.run('children', children(numbers(4)), { allowMassChange: false, dryRun: true })
  expect(few).toMatchObject({ created: 4, massChange: null })
  const five = await imports.run('children', children(numbers(5)), { allowMassChange: false })
  expect(five.refused).toMatchObject({
    code: 'mass-change',
    message: expect.stringMatching(/^5 children would be new whose numbers are, but for the zeros/),
  })
  expect(await imports.rows('select number from children')).toHaveLength(100)
})

test('two children whose numbers differ in zeros only stay two, without a word', async () => {
  await imports.run('children', children(['007']))
  const report = await imports.run('children', children(['7', '007']))
  expect(report).toMatchObject({ created: 1, unchanged: 1, findings: [] })
})

test('fewer than five changes are never too many', async () => {
  await imports.run('children', children(numbers(20)))
  const report = await imports.run('children', children(numbers(4), 'Anna'), { allowMassChange: false })
  expect(report).toMatchObject({ refused: null, updated: 4 })
})

test('a tenth is not more than a tenth', async () => {
  await imports.run('children', children(numbers(50)))
  const report = await imports.run('children', children(numbers(5), 'Anna'), { allowMassChange: false })
  expect(report).toMatchObject({ refused: null, updated: 5 })
})

test('new rows are no mass change, and a dry run only says that it would be one', async () => {
  await imports.run('children', children(numbers(20)), { allowMassChange: false })
  const report = await imports.run('children', children(numbers(20), 'Anna'), {
    allowMassChange: false,
    dryRun: true,
  })
  expect(report).toMatchObject({ refused: null, updated: 20, massChange: { changed: 20 } })
})

test('a row without a key makes the file no whole truth: nothing ends', async () => {
  await imports.run('children', children(numbers(2)))
  await imports.run('contracts', contracts(numbers(2)))
  const before = await imports.content()
  const file = `${contracts(['101'])}\n102;KDV;De Waterlelie;Vlinders;01-01-2026;;52;08:00-18:00`
  for (const dryRun of [true, false]) {
    const report = await imports.run('contracts', file, { full: true, dryRun })
    expect(report).toMatchObject({ refused: { code: 'not-whole', line: 3 }, ended: 0 })
  }
  expect(await imports.content()).toBe(before)
  expect(await imports.run('contracts', file)).toMatchObject({ rejected: 1, unchanged: 1 })
})

test('a reject file is no whole truth', async () => {
  await imports.run('children', children(numbers(2)))
  const { rejects } = await imports.withRejects('children', `${children(['101'])}\n102;;;;;`)
  const report = await imports.run('children', rejects, { full: true })
  expect(report).toMatchObject({ refused: { code: 'not-whole' }, ended: 0 })
})

test('ended children are compared with children, and ended contracts with contracts', async () => {
  await imports.run('children', children(numbers(20)))
  const seven = ['2019', '2020', '2021', '2022', '2023', '2024', '2025']
  const many = seven.map((year) => contract('101', `01-01-${year};31-12-2027`).replace('C101', `C${year}`))
  const spread = many.map((row, at) =>
    row.replace('KDV', ['KDV', 'BSO', 'VSO', 'NSO', 'peuter'][at % 5] ?? ''),
  )
  await imports.run('contracts', [CONTRACTS, ...spread.slice(0, 5)].join('\n'))
  const others = contracts(numbers(20).slice(1))
  await imports.run('contracts', others)
  const without = children(numbers(20).slice(1))
  const few = await imports.run('children', without, { full: true, allowMassChange: false })
  expect(few).toMatchObject({ refused: { code: 'mass-change' } })
  expect(few.massChange).toEqual({ kind: 'contracts', changed: 0, ended: 5, live: 24 })
  const half = await imports.run('children', children(numbers(10)), { full: true, allowMassChange: false })
  expect(half.massChange).toEqual({ kind: 'children', changed: 0, ended: 10, live: 20 })
})

test('nine groups that change, of nine, are too many, and the sentence says of what', async () => {
  const stored = await imports.rows('select count(*)::int as count from groups')
  const rows = await imports.rows(`select l.name || ';' || g.name || ';' || g.care_type || ';99' as row
    from groups g join locations l on l.id = location_id`)
  const file = ['locatie;groep;opvangsoort;plaatsen', ...rows.map(({ row }) => row)].join('\n')
  const { refused, massChange } = await imports.run('groups', file, { allowMassChange: false })
  expect(massChange).toEqual({ kind: 'groups', changed: 9, ended: 0, live: stored[0]?.count })
  expect(refused?.message).toMatch(/^9 would change and 0 would end, of 9 groups that are stored \(100 %\)/)
})
