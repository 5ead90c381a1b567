import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ImportName, ImportReport } from '../../src/jobs/import/index.ts'
import { FIXTURES, fixture, type Imports, importOrganisation, openImports } from './imports.ts'

interface Case {
  readonly file: string
  readonly kind: 'children' | 'contracts'
  readonly note: string
  readonly base: readonly string[]
  readonly encoding?: string
  readonly delimiter?: string
  readonly expected: Readonly<Record<string, number>> | { readonly refused: true }
  readonly rejectedRows?: readonly {
    readonly line: number
    readonly column: string | null
    readonly reason: string
  }[]
  readonly ignoredColumns?: readonly string[]
  readonly mustNotAppear?: readonly string[]
  readonly after?: {
    readonly children?: number
    readonly contracts?: number
    readonly guardianEmails?: number
  }
  readonly notInFile?: readonly string[]
}

const { cases } = JSON.parse(readFileSync(join(FIXTURES, 'cases/expected.json'), 'utf8')) as {
  cases: readonly Case[]
}

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
})

/** As in the files: what is about children has it in its name. */
function kindOf(path: string): ImportName {
  return path.includes('children') ? 'children' : 'contracts'
}

async function importCase({ base, file, kind }: Case): Promise<ImportReport> {
  for (const path of base) await imports.run(kindOf(path), await fixture(path))
  return imports.run(kind, await fixture(file))
}

test.each(cases)('$file: $note', async (one) => {
  const report = await importCase(one)
  if ('refused' in one.expected) expectRefused(report)
  else await expectImported(report, one)
  expect(await stored()).toMatchObject(one.after ?? {})
  expect(await numbersOf(one.kind)).toEqual(expect.arrayContaining([...(one.notInFile ?? [])]))
  const everywhere = JSON.stringify(report) + (await imports.everything())
  for (const secret of one.mustNotAppear ?? []) expect(everywhere).not.toContain(secret)
  await expectNoMore(one)
})

function expectRefused(report: ImportReport) {
  expect(report.refused?.message).toMatch(/\w/)
  expect(report).toMatchObject({ rows: 0, created: 0, updated: 0, rejected: 0, findings: [] })
}

async function expectImported(report: ImportReport, one: Case) {
  expect(report).toMatchObject({
    refused: null,
    assumed: { encoding: await encodingOf(one), delimiter: one.delimiter },
    ...one.expected,
  })
  expectRejected(report, one.rejectedRows ?? [])
  expect(report.ignoredColumns.map((name) => name.toLowerCase())).toEqual(one.ignoredColumns ?? [])
}

/** A second import changes nothing. */
async function expectNoMore({ kind, file }: Case) {
  const before = await imports.content()
  expect(await imports.run(kind, await fixture(file))).toMatchObject({ created: 0, updated: 0 })
  expect(await imports.content()).toBe(before)
}

/** Bytes of ASCII only are the same text in both; the rule calls them UTF-8, whoever wrote them. */
async function encodingOf({ file, encoding }: Case) {
  return (await fixture(file)).every((byte) => byte < 0x80) ? 'utf-8' : encoding
}

function expectRejected(report: ImportReport, expected: NonNullable<Case['rejectedRows']>) {
  const rejected = report.findings.filter(({ severity }) => severity === 'rejected')
  expect(new Set(rejected.map(({ line }) => line))).toEqual(new Set(expected.map(({ line }) => line)))
  for (const finding of rejected) {
    const reported = { line: finding.line, reason: finding.code }
    expect(expected).toContainEqual(expect.objectContaining(reported))
  }
}

async function stored() {
  const [counts] = await imports.rows(`select
    (select count(*) from children)::int as children,
    (select count(*) from contracts)::int as contracts,
    (select count(distinct lower(email)) from guardians)::int as "guardianEmails"`)
  return counts
}

async function numbersOf(table: string): Promise<readonly unknown[]> {
  return (await imports.rows(`select number from ${table}`)).map((row) => row.number)
}
