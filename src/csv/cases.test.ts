import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addressKey } from './address.ts'
import { columnKey } from './header-names/header-key.ts'
import type { Kind } from './kind.ts'
import { KINDS } from './kinds/index.ts'
import { readSheet } from './read-sheet.ts'
import type { Finding } from './report.ts'

interface Rejected {
  readonly line: number
  readonly column: string | null
  readonly reason: string
  readonly value?: string
}

interface Case {
  readonly file: string
  readonly kind: 'children' | 'contracts'
  readonly note: string
  readonly base: readonly string[]
  readonly encoding?: string
  readonly delimiter?: string
  readonly expected:
    | { rows: number; duplicates: number; refused?: undefined }
    | { refused: true; reason: string }
  readonly rejectedRows?: readonly Rejected[]
  readonly ignoredColumns?: readonly string[]
  readonly mustNotAppear?: readonly string[]
  readonly after?: { readonly children?: number; readonly guardianEmails?: number }
}

const FOLDER = new URL('../../fixtures/csv/', import.meta.url)
const { today, cases } = JSON.parse(readFileSync(new URL('cases/expected.json', FOLDER), 'utf8'))

/** Faults that only show beside stored rows. */
const SEEN_BY_THE_JOB = ['unknown-child', 'unknown-group', 'overlapping-contract']

describe.each<Case>(cases)('$file: $note', (example) => {
  const kind: Kind<unknown> = KINDS[example.kind]
  const bytes = readFileSync(new URL(example.file, FOLDER))
  const read = readSheet(bytes, kind, { today })

  test('nothing shows that must not', () => {
    const shown = JSON.stringify(read)
    expect((example.mustNotAppear ?? []).filter((text) => shown.includes(text))).toEqual([])
  })

  const { expected } = example
  if (expected.refused) {
    test(`is refused as ${expected.reason}`, () => expect(read.refused?.code).toBe(expected.reason))
    return
  }
  if (read.refused) throw new Error(`${example.file} was refused: ${read.refused.message}`)
  const { sheet } = read
  const rejected = (example.rejectedRows ?? []).filter(({ reason }) => !SEEN_BY_THE_JOB.includes(reason))

  test('the encoding, the delimiter and the ignored columns are found', () => {
    // Bytes of ASCII only are the same text in both; the rule calls them UTF-8, whoever wrote them.
    const encoding = bytes.every((byte) => byte < 0x80) ? 'utf-8' : example.encoding
    expect(sheet.assumed).toEqual({ encoding, delimiter: example.delimiter })
    expect(sheet.ignoredColumns.map(columnKey)).toEqual(example.ignoredColumns ?? [])
  })

  test('the counts balance', () => {
    const { rows, duplicates, rejectedRows, records } = sheet
    expect({ rows, duplicates }).toEqual({ rows: expected.rows, duplicates: expected.duplicates })
    expect(records.length + duplicates + rejectedRows).toBe(rows)
  })

  test('the faulty rows are found, with a fault that is there', () => {
    const lines = new Set(rejected.map(({ line }) => line))
    expect(new Set(sheet.findings.map(({ line }) => line))).toEqual(lines)
    for (const line of lines) {
      expect(rejected.some((fault) => fault.line === line && sheet.findings.some(matches(fault)))).toBe(true)
    }
  })

  const emails = example.after?.guardianEmails
  if (emails === undefined || example.base.length > 0) return
  test('the guardians are as many as there are addresses', () => {
    const records = sheet.records.map(({ record }) => record as { guardians: { email: string | null }[] })
    const found = records.flatMap(({ guardians }) => guardians.flatMap(({ email }) => email ?? []))
    expect(new Set(found.map(addressKey)).size).toBe(emails)
  })
})

function matches({ line, column, reason, value = '' }: Rejected) {
  return (finding: Finding) =>
    finding.line === line && finding.column === column && finding.code === reason && finding.value === value
}
