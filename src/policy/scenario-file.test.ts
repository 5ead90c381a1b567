import { describe, expect, test } from 'vitest'
import { UserError } from '../errors.ts'
import { samplePolicy } from '../rules/test-world.ts'
import { runScenario } from './run-scenario.ts'
import { readScenarioFile } from './scenario-file.ts'

const WORLD = `policy: sample
groups:
  Vlinders: { careType: KDV }
children:
  Femke:
    born: 2023-05-04
    contracts:
      - { group: Vlinders, careType: KDV, from: 2025-09-01, days: { mon: "07:30-18:30" } }
cases:
`
const book = { name: 'sample', versions: [samplePolicy] } as const

function results(cases: string) {
  return runScenario(readScenarioFile(WORLD + cases, 'sample.yaml'), book)
}

function mistakesIn(text: string): readonly string[] {
  try {
    readScenarioFile(text, 'sample.yaml')
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('a scenario', () => {
  const absence = '    ask: { absence: { child: Femke, date: 2026-03-02 } }\n'

  test('compares only what is written', () => {
    const [result] = results(
      `  - name: a\n    at: 2026-03-02 07:29\n${absence}    expect: { credit: { minutes: 660 } }\n`,
    )
    expect(result).toMatchObject({ ok: true, expected: { credit: { minutes: 660 } } })
  })

  test('shows what was expected and what came when a case fails', () => {
    const [result] = results(
      `  - name: a\n    at: 2026-03-02 07:30\n${absence}    expect: { outcome: allowed, credit: { points: 1 } }\n`,
    )
    expect(result).toMatchObject({
      file: 'sample.yaml',
      name: 'a',
      ok: false,
      expected: { outcome: 'allowed', credit: { points: 1 } },
      actual: { outcome: 'allowed', credit: 'none' },
    })
  })

  test('fails on a field that the rules know nothing of', () => {
    const [result] = results(
      `  - name: a\n    at: 2026-03-02 07:29\n${absence}    expect: { decidedFrom: 2026-03-02 }\n`,
    )
    expect(result).toMatchObject({ ok: false, actual: { decidedFrom: undefined } })
  })

  test('before the first version of the policy is refused', () => {
    expect(() => results(`  - name: a\n    at: 2019-12-31 10:00\n${absence}    expect: {}\n`)).toThrow(
      'sample.yaml:10: policy "sample" was not in force yet on 2019-12-31',
    )
  })
})

describe('a scenario file', () => {
  test('tells all mistakes at once, each with its line', () => {
    const text = `${WORLD.replace('group: Vlinders', 'group: Vlindrs').replace('mon:', 'monday:')}  - name: a
    at: 2026-02-30 07:29
    asks: { absence: { child: Femke, date: 2026-03-02 } }
    history:
      - { at: 2026-03-01 10:00, extra: { child: Sem, date: 2026-03-02, hours: 3 } }
    expect: { broken: [day.plannd] }
`
    expect(mistakesIn(text).map((mistake) => mistake.replace(/^sample\.yaml:(\d+): .*$/, '$1'))).toEqual([
      '8',
      '8',
      '10',
      '11',
      '12',
      '14',
      '14',
      '15',
    ])
  })

  test('names a child, a group and a location that nobody knows', () => {
    const text = WORLD.replace('{ careType: KDV }', '{ careType: KDV, location: Roos }')
    expect(mistakesIn(`${text}  []\n`)).toEqual([
      'sample.yaml:3: groups.Vlinders.location: no location in this file is called "Roos"',
    ])
  })

  test('with an end before its beginning is refused, at the end', () => {
    const contract = WORLD.replace('from: 2025-09-01', 'from: 2025-09-01, until: 2025-08-31')
    const holiday = '{ from: 2026-04-25, until: 2026-04-24, name: Mei }'
    const closure = '{ date: 2026-04-25, from: "15:00", until: "12:00", name: Feest }'
    const text = contract.replace(
      'groups:',
      `locations:\n  Lelie:\n    schoolHolidays: [${holiday}]\n    closures: [${closure}]\ngroups:`,
    )
    expect(mistakesIn(`${text}  []\n`)).toEqual([
      'sample.yaml:4: locations.Lelie.schoolHolidays.0.until: 2026-04-24 lies before the beginning, 2026-04-25',
      'sample.yaml:5: locations.Lelie.closures.0.until: 12:00 lies before the beginning, 15:00',
      'sample.yaml:12: children.Femke.contracts.0.until: 2025-08-31 lies before the beginning, 2025-09-01',
    ])
  })

  test('says in plain words what it expects', () => {
    const text = WORLD.replace('{ careType: KDV }', '{ careType: KVD, places: many, occupied: { march: 2 } }')
    const asked = 'at: 2026-03-02 07:29, ask: { absence: }, expect: { credit: { expiresOn: soon } }'
    expect(mistakesIn(`${text}  - { name: 12, ${asked} }\n`)).toEqual([
      'sample.yaml:3: groups.Vlinders.careType: expected KDV, peuter, VSO, NSO, BSO or TSO, found "KVD"',
      'sample.yaml:3: groups.Vlinders.places: expected a whole number or `unknown`, found "many"',
      'sample.yaml:3: groups.Vlinders.occupied.march: expected an existing day like `2026-03-02`, found "march"',
      'sample.yaml:10: cases.0.name: expected text, found 12; write it in quotes',
      'sample.yaml:10: cases.0.ask.absence: expected keys with values, found nothing',
      'sample.yaml:10: cases.0.expect.credit.expiresOn: expected an existing day like `2026-03-02`, found "soon"',
    ])
  })

  test.each([
    ['that is empty', ''],
    ['that is a list', '- a\n'],
  ])('%s is told what it should be', (_, text) => {
    expect(mistakesIn(text)).toEqual([
      expect.stringMatching(/^sample\.yaml:1: expected keys with values, found/),
    ])
  })

  test('with an alias that nothing is called is refused with its line', () => {
    expect(mistakesIn(`${WORLD}  - *nobody\n`)).toEqual([
      expect.stringMatching(/^sample\.yaml:10: .*\*nobody/),
    ])
  })

  test('has exactly one ask a step', () => {
    const ask = '{ absence: { child: Femke, date: 2026-03-02 }, extra: { child: Femke, date: 2026-03-02 } }'
    const text = `${WORLD}  - { name: a, at: 2026-03-02 07:29, ask: ${ask}, expect: {} }\n`
    expect(mistakesIn(text)).toEqual([expect.stringContaining('expected exactly one of absence, swap')])
  })
})
