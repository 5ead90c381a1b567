import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { safeCell } from '../../src/csv/rejects/safe-cell.ts'
import { openRows } from '../../src/csv/rows.ts'
import { readProfile } from '../../src/jobs/import/profiles/read-profile.ts'
import type { ImportReport } from '../../src/jobs/import/report.ts'
import { type Imports, importOrganisation, openImports } from './imports.ts'

const HEADER = [
  'kindnummer',
  'roepnaam',
  'achternaam',
  'geboortedatum',
  'locatie',
  'groep',
  'ouder1_email',
  'ouder1_telefoon',
]

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
})

const textOf = (rows: readonly (readonly string[])[]) =>
  stringify(
    rows.map((row) => [...row]),
    { delimiter: ';', quoted: true },
  )

/** As a package writes it, and a profile reads it. */
const PROFILE = readProfile(
  `delimiter: ","
headerLine: 2
kinds:
  children:
    columns: { kindnummer: Code, groep: Stam }
    constants: { locatie: De Waterlelie }
`,
  'x.yaml',
  '2026-11-23',
)

/** The same file as the package would write it. */
function exported(rows: readonly (readonly string[])[]): string {
  const header = HEADER.map(
    (name) => ({ kindnummer: 'Code', groep: 'Stam', locatie: 'Plaats' })[name] ?? name,
  )
  return stringify([['Export'], header, ...rows.map((row) => [...row])], { delimiter: ',', quoted: true })
}

/** What is stored of people, without the ids that depend on the order of coming in. */
function people() {
  return imports.rows(`
    select child.number, child.first_name, child.last_name, child.born, guardian.email_key, guardian.phone
    from children child left join child_guardians place on place.child_id = child.id
    left join guardians guardian on guardian.id = place.guardian_id order by 1, place.position`)
}

/** Names that a spreadsheet would run, quotes and line ends. */
const name = fc.constantFrom(
  'Mila',
  '=1+1',
  "'=x",
  '-Bo',
  '+31 6',
  '@a',
  'a;b',
  'zeg "ja"',
  'twee\nregels',
  '\tTab',
  "d'Arc",
  'Zoë',
)
const fault = fc.constantFrom(
  { column: 3, wrong: '31-02-2024' },
  { column: 1, wrong: '' },
  { column: 5, wrong: '=Geen groep' },
  { column: 6, wrong: 'geen adres' },
  // A cell that was lost: all others have moved.
  { column: 2, wrong: null },
)
const family = fc.record({
  first: name,
  last: name,
  phone: fc.constantFrom('', '+31600000000', '-1'),
  fault: fc.option(fault),
})

test.each(['plainly', 'by a profile'])(
  'rejected, mended and imported %s gives what a clean import gives',
  async (way) => {
    const importing = async (text: string, rows?: readonly (readonly string[])[]) => {
      if (way === 'plainly') return imports.withRejects('children', text)
      const { reports, rejects } = await imports.together(PROFILE, rows ? exported(rows) : text)
      return { report: reports[0] as ImportReport, rejects }
    }
    await fc.assert(
      fc.asyncProperty(fc.array(family, { minLength: 1, maxLength: 6 }), async (families) => {
        const clean = families.map(({ first, last, phone }, at) => [
          ...[
            `${100 + at}`,
            first,
            last,
            '01-02-2023',
            'De Waterlelie',
            'Vlinders',
            `o${at}@example.org`,
            phone,
          ],
        ])
        const faulty = families.map(({ fault }, at) =>
          (clean[at] ?? []).flatMap((cell, column) =>
            fault?.column !== column ? [cell] : fault.wrong === null ? [] : [fault.wrong],
          ),
        )
        await imports.clear()
        await importOrganisation(imports)
        await imports.run('children', textOf([HEADER, ...clean]))
        const expected = await people()

        await imports.clear()
        await importOrganisation(imports)
        const { report, rejects } = await importing(textOf([HEADER, ...faulty]), faulty)
        expect(report.rejected).toBe(families.filter((one) => one.fault).length)
        const mended = mend(rejects, clean)
        expect((await importing(mended)).report).toMatchObject({ rejected: 0 })
        expect(await people()).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  },
  300_000,
)

/** As an administrator would: only the cells that are wrong are typed anew, in the way of such a file. */
function mend(rejects: string, clean: readonly (readonly string[])[]): string {
  const [header, ...rows] = [...openRows(Buffer.from(rejects.slice(1)), ';').from(0)].map(({ cells }) => [
    ...cells,
  ])
  const column = header?.indexOf('_kolom') ?? -1
  const mended = rows.map((cells) => {
    const right = clean.find(([number]) => number === cells[0]) ?? []
    const wrong = (cells[column] ?? '').split(' | ')
    const isMisfit = cells.includes('column-count')
    return cells.map((cell, at) =>
      at < HEADER.length && (isMisfit || wrong.includes(HEADER[at] ?? '')) ? safeCell(right[at] ?? '') : cell,
    )
  })
  return textOf([header ?? [], ...mended])
}

test('a reject file that nobody mended is rejected again, for the same reasons', async () => {
  const { report, rejects } = await imports.withRejects(
    'children',
    `${textOf([HEADER])}1;=Bo;B;31-02-2024;De Waterlelie;Vlinders;;\n2;A\n`,
  )
  const again = await imports.withRejects('children', rejects)
  expect(again.report.findings.map(({ code }) => code)).toEqual(report.findings.map(({ code }) => code))
  expect(await imports.rows('select number from children')).toEqual([])
})

test('a BSN that stands where it does not belong is shown nowhere, and its place must be filled in', async () => {
  const shifted = '9;Bo;123456782;B;De Waterlelie;Vlinders;;'
  const { report, rejects } = await imports.withRejects('children', `${textOf([HEADER])}${shifted}\n`)
  expect(report.findings).toMatchObject([
    { column: 'achternaam', value: '_bsn' },
    { column: 'geboortedatum', value: 'B' },
  ])
  const text = JSON.stringify(report) + rejects
  expect(text).not.toContain('123456782')
  expect(rejects).toContain('9;Bo;_bsn;B;')
  const dated = await imports.lines('children', HEADER.join(';'), '9;Bo;B;123456782;De Waterlelie;Vlinders;;')
  expect(dated.findings).toMatchObject([{ code: 'invalid-date', value: '_bsn' }])
  expect(dated.findings[0]?.message).not.toContain('123456782')
  const mended = await imports.run('children', rejects.replace(';B;', ';01-02-2023;'))
  expect(mended.findings).toMatchObject([{ column: 'achternaam', code: 'invalid-value' }])
})

test('a BSN in the place of a name goes in nowhere', async () => {
  const report = await imports.lines(
    'children',
    HEADER.join(';'),
    '9;123456782;B;01-02-2023;De Waterlelie;Vlinders;;',
  )
  expect(report.findings).toMatchObject([{ column: 'roepnaam', code: 'invalid-value', value: '_bsn' }])
  expect(await imports.everything()).not.toContain('123456782')
})

test('a number of a child that could be a BSN is shown, so that people find the row', async () => {
  const { report, rejects } = await imports.withRejects(
    'children',
    `${textOf([HEADER])}123456782;Bo;B;31-02-2024;De Waterlelie;Vlinders;;\n`,
  )
  expect(report.rejected).toBe(1)
  expect(rejects).toContain('123456782;Bo;B;')
})
