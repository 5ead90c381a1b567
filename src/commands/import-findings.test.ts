import { expect, test } from 'vitest'
import { findingLines, rejectedInShort } from './import-findings.ts'

const notice = (code: 'guardian-removed' | 'address-changed', line: number) => ({
  severity: 'notice' as const,
  code,
  message: `Line ${line}: so it is.`,
})
const rejected = (line: number) => ({
  severity: 'rejected' as const,
  code: 'missing-value' as const,
  message: `Line ${line}: the cell is empty.`,
})
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

test('of a notice that comes again and again the first ten are told, and how many more there are', () => {
  const lines = findingLines(upTo(170).map((line) => notice('guardian-removed', line)))
  expect(lines).toHaveLength(11)
  expect(lines[9]?.line).toBe('Line 10: so it is. [guardian-removed]')
  expect(lines[10]).toEqual({
    isRejected: false,
    line: 'and 160 more of [guardian-removed] (--json shows all)',
  })
})

test('ten notices of each code are told without a word about more', () => {
  const findings = upTo(10).flatMap((line) => [
    notice('guardian-removed', line),
    notice('address-changed', line),
  ])
  expect(findingLines(findings)).toHaveLength(20)
})

test('every rejected row is told, however many there are, among the notices as the file has them', () => {
  const lines = findingLines(upTo(30).flatMap((line) => [rejected(line), notice('address-changed', line)]))
  expect(lines.filter(({ isRejected }) => isRejected)).toHaveLength(30)
  expect(lines[1]?.line).toBe('Line 1: so it is. [address-changed]')
  expect(lines.at(-1)?.line).toBe('and 20 more of [address-changed] (--json shows all)')
})

test('many rejected rows are told in short behind them, the most frequent code first', () => {
  const rows = (count: number, code: 'invalid-date' | 'unknown-group') =>
    upTo(count).map((line) => ({ ...rejected(line), code }))

  const removed = notice('guardian-removed', 2)
  expect(rejectedInShort([...rows(5, 'invalid-date'), ...rows(30, 'unknown-group'), removed])).toBe(
    'In short: 30 of [unknown-group], 5 of [invalid-date]; --rejects FILE writes the rows to mend and import again.',
  )
  expect(rejectedInShort([...rows(25, 'unknown-group'), removed])).toBeUndefined()
})
