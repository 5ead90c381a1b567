import { expect, test } from 'vitest'
import { countsInWords } from './counts.ts'

test.each([
  ['names become words', { notInFile: 2 }, '2 not in file'],
  ['one is told as one', { guardians: 1, children: 1 }, '1 guardian, 1 child'],
  ['what there is none of is left out', { created: 3, rejected: 0 }, '3 created'],
  ['of nothing at all nothing is', { expired: 0, failed: 0 }, ''],
  [
    'what the name says too little of is told',
    { notYet: 3, noAddress: 1 },
    '3 not due yet, 1 without an address',
  ],
  [
    'the first word of two may be one',
    { addressesMarked: 1, mailsMarked: 1 },
    '1 address marked, 1 mail marked',
  ],
  ['an entry and a photo too', { diaryEntries: 1, photos: 1 }, '1 diary entry, 1 photo'],
  ['no counts are no words', {}, ''],
])('%s', (_sentence, counts, words) => {
  expect(countsInWords(counts)).toBe(words)
})
