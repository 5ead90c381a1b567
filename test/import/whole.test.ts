import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countsOf, fixture, type Imports, importOrganisation, openImports } from './imports.ts'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
})

const HEADER = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep;ouder1_voornaam;ouder1_email'

function manyChildren(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, at) => `K${at};Kim;Vos;01-06-2024;De Waterlelie;Vlinders;Ada;ada${at >> 1}@example.org`,
  )
  return [HEADER, ...rows].join('\n')
}

test('a dry run reports the same as the import and changes nothing, not even a run', async () => {
  const file = await fixture('planning/children.csv')
  const before = await imports.everything()
  const { changes, ...dry } = await imports.run('children', file, { dryRun: true })
  expect(changes).toEqual([])
  expect(await imports.everything()).toBe(before)
  expect(await imports.run('children', file)).toEqual(dry)
})

test('a file that fails half-way leaves nothing but the row of its run', async () => {
  const file = await fixture('planning/children.csv')
  const before = await imports.content()
  await imports.rows('alter table child_guardians add constraint broken check (position < 2)')
  await expect(imports.run('children', file)).rejects.toThrow('broken')
  await imports.rows('alter table child_guardians drop constraint broken')
  expect(await imports.content()).toBe(before)
})

test('two imports of one file at the same time end as one', async () => {
  const file = await fixture('planning/children.csv')
  const reports = await Promise.all([imports.run('children', file), imports.run('children', file)])
  expect(reports.map(countsOf).toSorted()).toEqual([
    [0, 0, 127, 0, 0],
    [127, 0, 0, 0, 0],
  ])
})

test('more rows than fit in one statement go in, with their guardians', async () => {
  expect(countsOf(await imports.run('children', manyChildren(2_501)))).toEqual([2_501, 0, 0, 0, 0])
  expect(countsOf(await imports.run('children', manyChildren(2_501)))).toEqual([0, 0, 2_501, 0, 0])
  const [linked] = await imports.rows(`select count(*) from child_guardians
    join children c on c.id = child_id join guardians g on g.id = guardian_id
    where email = 'ada' || substr(number, 2)::int / 2 || '@example.org'`)
  expect(linked).toEqual({ count: 2_501 })
})

test('a run leaves its counts and the places of its findings, but no cell of the file', async () => {
  await imports.run('children', await fixture('cases/ongeldig-adres.csv'))
  const [run] = await imports.rows(
    `select outcome, counts, findings from job_runs where job = 'import-children'`,
  )
  expect(run).toEqual({
    outcome: 'partial',
    counts: {
      rows: 4,
      created: 2,
      updated: 0,
      unchanged: 0,
      duplicates: 0,
      rejected: 2,
      missing: 0,
      ended: 0,
    },
    findings: [
      { severity: 'rejected', line: 3, lastLine: 3, column: 'ouder1_email', code: 'invalid-email' },
      { severity: 'rejected', line: 4, lastLine: 4, column: 'ouder1_email', code: 'invalid-email' },
    ],
  })
})

test('a number from an ignored BSN column shows nowhere, also when its row is rejected', async () => {
  const rows = [`${HEADER};BSN`, 'K1;Kim;Vos;31-02-2024;De Waterlelie;Vlinders;Ada;ada@example.org;111222333']
  const report = await imports.lines('children', ...rows)
  expect(report).toMatchObject({ rejected: 1, ignoredColumns: ['BSN'] })
  expect(JSON.stringify(report) + (await imports.everything())).not.toContain('111222333')
})
