import { expect, test } from 'vitest'
import { exportFileName, isExportOf } from './file-name.ts'

const KEY = '1f2e3d4c'.repeat(8)

const ODD = [
  '12 34',
  '12/34',
  '12\\34',
  '../12-34',
  '"12"',
  "'12'",
  '👶',
  '🦋',
  '.',
  '12-34 ',
  'é',
  'e\u0301',
  '1'.repeat(200),
  '1'.repeat(201),
  'a\u0000b',
  '-rf',
]

test('a name tells the number of the child and which export it is', () => {
  expect(exportFileName('0301', KEY)).toBe('kind-0301-1f2e3d4c.zip')
})

test.each(ODD)('the name for the number %j is safe on every disk', (number) => {
  expect(exportFileName(number, KEY)).toMatch(/^kind-[A-Za-z0-9-]{1,49}-1f2e3d4c\.zip$/)
})

test('a part has its year behind the name', () => {
  expect(exportFileName('0301', KEY, '2025-2')).toBe('kind-0301-1f2e3d4c-2025-2.zip')
})

test('no two numbers share a name', () => {
  const names = [...ODD, '12', '1234', '12-34'].map((number) => exportFileName(number, KEY))
  expect(new Set(names).size).toBe(names.length)
})

test('an export is known by its name as the one child’s and nobody else’s', () => {
  const numbers = [...ODD, '12', '12-34', '12-34-1f2e3d4c', '12-34-1f2e3d4c-2025', '12-1f2e3d4c-2025-1']
  for (const number of numbers) {
    const part = exportFileName(number, KEY, '2025-1')
    expect(numbers.filter((other) => isExportOf(other, part))).toEqual([number])
    expect(numbers.filter((other) => isExportOf(other, exportFileName(number, KEY)))).toEqual([number])
  }
})

test.each(['', 'kind-12-1f2e3d4c.zip.bak', 'kind-12-1f2e3d4.zip', 'notes.txt'])('%j is no export', (name) => {
  expect(isExportOf('12', name)).toBe(false)
})
