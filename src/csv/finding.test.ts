import { expect, test } from 'vitest'
import { rejectionAt } from './finding.ts'

const ONE_LINE = { line: 3, lastLine: 3 }

test('a message says where, what and what to do', () => {
  const { message } = rejectionAt(ONE_LINE, {
    code: 'invalid-date',
    column: 'startdatum',
    value: '31-02-2024',
  })
  expect(message).toBe(
    'Line 3, column startdatum: "31-02-2024" is not an existing day, or not written as one here; write it as 31-12-2025 or as 2025-12-31.',
  )
})

test('a record of several lines names them all', () => {
  const { message } = rejectionAt({ line: 3, lastLine: 5 }, { code: 'column-count', column: null, value: '' })
  expect(message).toMatch(/^Lines 3-5: /)
})

test('a remedy that the column knows replaces the general one', () => {
  const fault = { code: 'invalid-value', column: 'weken', value: '53', remedy: 'write 40, 46 or 52' } as const
  expect(rejectionAt(ONE_LINE, fault).message).toBe(
    'Line 3, column weken: "53" is not a value of this column; write 40, 46 or 52.',
  )
})

test('a message shows 100 characters of a value, the finding all of it', () => {
  const value = '👶'.repeat(101)
  const finding = rejectionAt(ONE_LINE, { code: 'invalid-date', column: 'startdatum', value })
  expect(finding.value).toBe(value)
  expect(finding.message).toContain(`"${'👶'.repeat(100)}…"`)
})

test('a value that is too long is shortened everywhere', () => {
  const fault = { code: 'value-too-long', column: 'roepnaam', value: 'a'.repeat(1001) } as const
  expect(rejectionAt(ONE_LINE, fault).value).toBe(`${'a'.repeat(100)}…`)
})
