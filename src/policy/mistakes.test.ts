import { describe, expect, test } from 'vitest'
import { UserError } from '../errors.ts'
import { RULE_IDS } from '../rules/verdict.ts'
import { readPolicyFile } from './policy-file.ts'

const LINES = [
  'organisation: Sample',
  'versions:',
  '  - from: 2020-01-01',
  '    source: { address: https://kinderopvang.example, date: undated }',
  '    publicHolidays: []',
  `    clauses: [{ id: "1", rules: [${RULE_IDS.join(', ')}], nl: Al onze regels., en: All our rules. }]`,
]

/** The mistakes in a version with these lines added, from line 7 on. */
function mistakesIn(...lines: readonly string[]): readonly string[] {
  return mistakesInFile([...LINES, ...lines.map((line) => `    ${line}`)].join('\n'))
}

function mistakesInFile(text: string): readonly string[] {
  try {
    readPolicyFile(text, 'sample.yaml')
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n')
    throw error
  }
  return []
}

const credit = (...lines: readonly string[]) => [
  'credit:',
  '  unit: points',
  '  points: 1',
  '  pays: { together: true, shortage: refused, rest: kept }',
  ...lines.map((line) => `  ${line}`),
]

describe('a policy is refused with file, line and what was expected', () => {
  test.each([
    ['an unknown key', ['extras: {}'], 'sample.yaml:7: versions.0.extras: unknown key "extras"'],
    [
      'an unknown key inside',
      ['extra:', '  notise: 2 days before'],
      'sample.yaml:8: versions.0.extra.notise: unknown key "notise"',
    ],
    [
      'an impossible last day',
      ['until: 2026-02-30'],
      'sample.yaml:7: versions.0.until: expected an existing day like `2026-03-02`, found "2026-02-30"',
    ],
    [
      'a wrong unit',
      ['extra: { ahead: 30 hours }'],
      'sample.yaml:7: versions.0.extra.ahead: expected how far ahead',
    ],
    [
      'a wrong time',
      ['dayPartsMeetAt: "13.00"'],
      'sample.yaml:7: versions.0.dayPartsMeetAt: expected a time like `07:30`, found "13.00"',
    ],
    [
      'a time without quotes',
      ['dayPartsMeetAt: 780'],
      'sample.yaml:7: versions.0.dayPartsMeetAt: expected a time like `07:30`, found 780',
    ],
    [
      'an unknown value',
      ['place: { short: sorry }'],
      'sample.yaml:7: versions.0.place.short: expected refused or needs-review, found "sorry"',
    ],
    [
      'a wrong circumstance',
      ['staff:', '  - { when: { by: staf }, is: never }'],
      'sample.yaml:8: versions.0.staff.0.when.by: expected guardian or staff, found "staf"',
    ],
    [
      'a circumstance that says nothing',
      ['staff:', '  - { when: {}, is: never }'],
      'sample.yaml:8: versions.0.staff.0.when: expected at least one circumstance',
    ],
    [
      'a wrong setting of several',
      ['extra:', '  notice:', '    - { when: { by: staff }, is: 2 days before }', '    - is: soon'],
      'sample.yaml:10: versions.0.extra.notice.1.is: expected a deadline like',
    ],
    [
      'a wrong end of several',
      ['swap:', '  window: { until: [end of the year, soon] }'],
      'sample.yaml:8: versions.0.swap.window.until.1: expected a day like',
    ],
    [
      'a wrong time to take back',
      ['cancel: { open: 15 hours }'],
      'sample.yaml:7: versions.0.cancel.open: expected `always`, `never`, or a time like `15 minutes`, found "15 hours"',
    ],
    [
      'a wrong deadline to take back',
      ['cancel: { granted: soon }'],
      'sample.yaml:7: versions.0.cancel.granted: expected `never`, `unpublished`, or a deadline, found "soon"',
    ],
    [
      'an unknown care type',
      [...credit('careTypes: [[KDV, dagopvang]]')],
      'sample.yaml:11: versions.0.credit.careTypes.0.1: ',
    ],
    [
      'a cap in another unit',
      [...credit('caps: [{ most: 45 hours, per: year }]')],
      'sample.yaml:11: versions.0.credit.caps.0.most: expected an amount in points, the unit of the credit, found "45 hours"',
    ],
    [
      'credit of the year in another unit',
      [...credit('yearly: { amount: 5 days }')],
      'sample.yaml:11: versions.0.credit.yearly.amount: expected an amount in points, the unit of the credit, found "5 days"',
    ],
    [
      'points that nobody gave',
      ['credit:', '  unit: points', '  pays: { together: true, shortage: free, rest: kept }'],
      'sample.yaml:8: versions.0.credit.unit: points need `points`',
    ],
  ])('%s', (_, lines, mistake) => {
    expect(mistakesIn(...lines)).toEqual([expect.stringContaining(mistake)])
  })

  test('points of a unit that has none', () => {
    const lines = credit().map((line) => line.replace('unit: points', 'unit: days'))
    expect(mistakesIn(...lines)).toEqual([
      'sample.yaml:9: versions.0.credit.points: only the unit `points` has points',
    ])
  })

  test('a missing version', () => {
    expect(mistakesInFile('organisation: Sample\n')).toEqual([
      expect.stringMatching(/^sample\.yaml:1: versions: is missing/),
    ])
    expect(mistakesInFile('organisation: Sample\nversions: []\n')).toEqual([
      'sample.yaml:2: versions: expected at least one version',
    ])
  })

  test.each([
    ['from', '  - from: 2020-01-01', '  - until: 2030-01-01'],
    ['source', LINES[3], '    until: 2030-01-01'],
    ['publicHolidays', LINES[4], ''],
    ['clauses', LINES[5], ''],
  ])('a version without %s', (key, line, instead) => {
    const text = LINES.join('\n').replace(line ?? '', instead)
    expect(mistakesInFile(text)).toEqual([
      expect.stringMatching(new RegExp(`^sample\\.yaml:\\d+: versions\\.0\\.${key}: `)),
    ])
  })

  test('all of them at once, in the order of the file', () => {
    const mistakes = mistakesIn('extras: {}', 'answer: { within: 2 days }', 'place: { short: sorry }')
    expect(mistakes.map((one) => one.split(': ')[0])).toEqual([
      'sample.yaml:7',
      'sample.yaml:8',
      'sample.yaml:9',
    ])
  })
})

test('the sample itself has no mistakes', () => {
  expect([mistakesIn(), mistakesIn(...credit())]).toEqual([[], []])
})
