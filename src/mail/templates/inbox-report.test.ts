import { expect, test } from 'vitest'
import { inboxReport } from './inbox-report.ts'

const counts = { rows: 0, created: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0 }
const nameless = {
  file: '5e88aa12',
  what: 'unknown',
  outcome: 'refused',
  counts,
  codes: { 'unknown-kind': 1 },
} as const

test.each([
  ['nl', 'unknown-kind: aan de naam van het bestand is niet te zien wat erin staat'],
  ['en', 'unknown-kind: the name of the file does not tell what is in it'],
] as const)('in %s it says that the name of a file is what is wrong with it', (language, words) => {
  const { blocks } = inboxReport[language]({ organisation: 'De Lange Keizer', files: [nameless] })
  expect(JSON.stringify(blocks)).toContain(words)
})
