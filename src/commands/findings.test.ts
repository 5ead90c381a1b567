import { expect, test } from 'vitest'
import { causeOf, findingInWords } from './findings.ts'

test.each([
  [
    'a message speaks for itself',
    { code: 'mail-failed', message: 'Mail 3f failed' },
    'Mail 3f failed [mail-failed]',
  ],
  [
    'a place is where to look',
    { code: 'bad-date', line: 4, column: 'startdatum' },
    'line 4, startdatum, bad-date',
  ],
  ['a code of the database is told in words', { code: '57P01' }, 'the database went away [57P01]'],
  ['a code of ours stays as it is', { code: 'TypeError' }, 'TypeError'],
])('%s', (_sentence, finding, words) => {
  expect(findingInWords(finding)).toBe(words)
})

test('the cause of a run is what was found first', () => {
  const findings = [{ code: 'a', severity: 'note' }, { code: 'b' }, { code: 'c' }]
  expect(causeOf({ outcome: 'partial', findings })).toBe('b, and 1 more')
  expect(causeOf({ outcome: 'done', findings })).toBe('')
})
