import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readProfile } from '../../src/jobs/import/profiles/read-profile.ts'
import { undoImport } from '../../src/jobs/import/undo/undo-import.ts'
import { momentAtWall } from '../../src/rules/index.ts'
import { countsOf, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

const PROFILE = readProfile(
  `delimiter: ","
headerLine: 2
kinds:
  contracts:
    values: { opvangsoort: { Dagopvang: KDV } }
  children: {}
`,
  'x.yaml',
  '2026-11-23',
)
const TITLE = 'Planning per 23-11-2026'
const HEADER =
  'kindnummer,roepnaam,achternaam,geboortedatum,ouder1_email,locatie,groep,contractnummer,opvangsoort,startdatum,einddatum,weken,maandag'
const KIM = '1,Kim,Vos,01-12-2022,kim@example.org,De Waterlelie'
const DAY = `${KIM},Vlinders,C1,Dagopvang,01-01-2024,30-11-2026,52,07:30-18:30`
const AFTER = `${KIM},Dolfijnen,C2,BSO,01-12-2026,,40,15:00-18:30`

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
  await imports.lines('groups', 'locatie;groep;opvangsoort', 'De Waterlelie;Dolfijnen;BSO')
})

const file = (...rows: readonly string[]) => [TITLE, HEADER, ...rows].join('\n')
const together = (...rows: readonly string[]) => imports.together(PROFILE, file(...rows))
const stored = () =>
  imports.rows(`select c.number as child, grp.name as grp, string_agg(k.number, ' ' order by k.number) as contracts
    from children c join groups grp on grp.id = group_id left join contracts k on k.child_id = c.id
    group by 1, 2 order by 1`)

test('a child with a row for each contract is one child, in the group of the contract in force', async () => {
  for (const rows of [
    [DAY, AFTER],
    [AFTER, DAY],
  ]) {
    const { reports, summary } = await together(...rows)
    expect(reports.map((report) => countsOf(report).at(-1))).toEqual([0, 0])
    expect(summary.outcome).toBe('done')
    expect(await stored()).toEqual([{ child: '1', grp: 'Vlinders', contracts: 'C1 C2' }])
  }
})

test('once the first contract is over, the group is that of the second', async () => {
  await together(DAY, AFTER)
  const { reports } = await imports.together(PROFILE, file(DAY, AFTER), { today: '2026-12-01' })
  expect(reports.map(countsOf)).toEqual([
    [0, 1, 0, 1, 0],
    [0, 0, 2, 0, 0],
  ])
  expect(await stored()).toMatchObject([{ grp: 'Dolfijnen' }])
})

test('rows of one child that differ in more than its place contradict each other', async () => {
  const { reports } = await together(DAY, AFTER.replace('Kim', 'Tim'))
  expect(placesOf(reports[0] as never)).toEqual(['3 kindnummer duplicate-key', '4 kindnummer duplicate-key'])
})

test('rows of children and rows of contracts may stand apart', async () => {
  const child = `${KIM},Vlinders,,,,,,`
  const contract = '1,,,,,De Waterlelie,Vlinders,C1,Dagopvang,01-01-2026,,52,07:30-18:30'
  const { reports } = await together(contract, child, '2,,,,,,,,,,,,')
  expect(reports.map(countsOf)).toEqual([
    [1, 0, 0, 0, 1],
    [1, 0, 0, 0, 0],
  ])
  expect(await stored()).toEqual([{ child: '1', grp: 'Vlinders', contracts: 'C1' }])
})

test('both kinds are one run, that is undone as a whole', async () => {
  const before = await imports.content()
  const { run } = await together(DAY, AFTER)
  expect(await imports.rows(`select job from job_runs where id = '${run}'`)).toEqual([
    { job: 'import-children-contracts' },
  ])
  await undoImport(imports.store, String(run), {
    at: momentAtWall('2026-11-23 10:00'),
    dryRun: false,
    elapsed: () => 0,
  })
  expect(await imports.content()).toBe(before)
})

test('what is too much of one kind leaves the other as it was too', async () => {
  const many = Array.from({ length: 20 }, (_, at) =>
    DAY.replace('1,Kim', `${at},Kim`).replace('C1', `C${at}`),
  )
  const one = (row: string, at: number) => row.replace('kim@', `k${at}@`)
  await together(...many.map(one))
  const before = await imports.content()
  const { reports } = await imports.together(
    PROFILE,
    file(...many.map(one).map((row) => row.replace('30-11-2026', '').replace('20,Kim', '20,Kim'))),
    { allowMassChange: false },
  )
  expect(reports).toMatchObject([{ refused: { code: 'mass-change' } }])
  expect(await imports.content()).toBe(before)
})

test('the rejects of both are one file, that goes back by the same profile though it is written otherwise', async () => {
  const { reports, rejects } = await together(
    DAY.replace('01-12-2022', '31-02-2022'),
    '2,Bo,Bos,01-01-2024,,De Waterlelie,Vlinders,C9,Paard,01-01-2026,,52,',
  )
  expect(reports.map(({ rejected }) => rejected)).toEqual([1, 2])
  expect(rejects.split('\r\n')).toHaveLength(4)
  expect(rejects).toMatch(/^\uFEFFkindnummer;roepnaam/)
  const mended = rejects.replace('31-02-2022', '01-12-2022').replace('Paard', 'Dagopvang')
  const again = await imports.together(PROFILE, mended)
  expect(again.reports.map(({ rejected }) => rejected)).toEqual([0, 0])
  expect(await stored()).toEqual([
    { child: '1', grp: 'Vlinders', contracts: 'C1' },
    { child: '2', grp: 'Vlinders', contracts: 'C9' },
  ])
})
