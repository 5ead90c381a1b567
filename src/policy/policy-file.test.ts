import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { UserError } from '../errors.ts'
import { policyOn } from '../rules/policy.ts'
import { readPolicyFile } from './policy-file.ts'

const TEXT = readFileSync(new URL('../../policies/delangekeizer.yaml', import.meta.url), 'utf8')

/** The file with changes, each a piece of it and what stands there instead. */
function changed(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from)
    return text.replace(from, to)
  }, TEXT)
}

/** Nine lists, each of nine times the one before. */
const BOMB = Array.from('abcdefghi', (name, at) => {
  const before = at === 0 ? 'x' : `*${'abcdefghi'[at - 1]}`
  return `${name}: &${name} [${Array(9).fill(before).join(', ')}]`
}).join('\n')

function lineOf(piece: string, text = TEXT): number {
  return text.slice(0, text.indexOf(piece)).split('\n').length
}

function mistakesIn(text: string): readonly string[] {
  try {
    readPolicyFile(text, 'policies/sample.yaml')
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('a policy file', () => {
  test('is named after its file, with its numbers as values', () => {
    const { name, versions } = readPolicyFile(TEXT, 'policies/delangekeizer.yaml')
    expect(name).toBe('delangekeizer')
    expect(versions[0]).toMatchObject({
      extra: {
        ahead: [{ when: {}, is: { count: 30, unit: 'days' } }],
        notice: [{ when: {}, is: { kind: 'hours', hours: 48, before: 'care', exactly: true } }],
      },
      credit: {
        unit: { name: 'days' },
        reported: [{ when: {}, is: { kind: 'clock', time: '07:30', before: { count: 0, unit: 'days' } } }],
      },
    })
  })

  test('tells all mistakes at once, each with its line', () => {
    const text = changed(
      ['given: { ahead: 30 days }', 'given: { ahead: 30 hours, behind: 2 days }'],
      ['from: 2020-01-01', 'from: 2021-02-29'],
      ['reported: before 07:30', 'reported: before half past seven'],
      ['      unit: days\n', ''],
      ['- kings-day', '- queens-day'],
    )
    const mistakes = mistakesIn(text)
    expect(mistakes).toHaveLength(6)
    expect(mistakes[0]).toMatch(
      `policies/sample.yaml:${lineOf('from: 2021-02-29', text)}: versions.0.from: expected an existing day`,
    )
    expect(mistakes).toEqual([
      expect.stringContaining('found "2021-02-29"'),
      expect.stringContaining('no public holiday is called "queens-day"'),
      expect.stringContaining(
        'given.ahead: expected how far ahead, like `30 days`, `3 months` or `this year`, found "30 hours"',
      ),
      expect.stringContaining('unknown key "behind"'),
      expect.stringContaining('versions.0.credit.unit: '),
      expect.stringContaining('found "before half past seven"'),
    ])
  })

  test('without the unit of a number is refused', () => {
    expect(mistakesIn(changed(['beforeStart: 14 days', 'beforeStart: 14']))).toEqual([
      expect.stringContaining('`14 days`, found 14'),
    ])
  })

  test('without versions is refused', () => {
    expect(mistakesIn('organisation: Sample\nversions: []\n')).toEqual([
      'policies/sample.yaml:2: versions: expected at least one version',
    ])
  })

  test('with a rule in two clauses is refused, at the second', () => {
    const text = changed(['rules: [swap.future,', 'rules: [request.digital, swap.future,'])
    expect(mistakesIn(text)).toEqual([
      expect.stringMatching(`:${lineOf('[request.digital, swap', text)}: .*"request.digital" stands twice`),
    ])
  })

  test('with a rule that has settings and no clause is refused', () => {
    const text = changed(['rules: [swap.future, swap.horizon]', 'rules: [swap.future]'])
    expect(mistakesIn(text)).toEqual([
      `policies/sample.yaml:${lineOf('clauses:\n', text)}: versions.0.clauses: no clause has the rule "swap.horizon", which has settings; add it to the \`rules\` of the clause that it stands on`,
    ])
  })

  test('says in plain words what it expects', () => {
    const text = changed(
      ['organisation: Kinderopvang De Lange Keizer', 'organisation: 3'],
      ['together: false', 'together: "no"'],
      ['reminders: 2', 'reminders: -1'],
      ['      given: { ahead: 30 days }', '      given:'],
      ['rules: [cancel.notice]', 'rules: cancel.notice'],
    )
    expect(mistakesIn(text).map((mistake) => mistake.replace(/^.*?: .*?: /, ''))).toEqual([
      'expected text, found 3; write it in quotes',
      'expected keys with values, found nothing',
      'expected `true` or `false`, found "no"',
      'expected at least 0, found -1',
      'expected a list, found "cancel.notice"',
    ])
  })

  test.each([
    ['names an alias that nothing is called', 'a: *nobody'],
    ['stands for too much', BOMB],
  ])('with an alias that %s is refused with its line', (_, alias) => {
    expect(mistakesIn(`organisation: Sample\n${alias}\n`)).toEqual([
      expect.stringMatching(/^policies\/sample\.yaml:\d+: .*alias/),
    ])
  })

  test('with an alias inside of what it stands for is refused without a stack', () => {
    expect(mistakesIn('organisation: &a [*a]\nversions: []\n')).toContainEqual(
      expect.stringMatching(/^policies\/sample\.yaml:1: /),
    )
  })

  test('with two versions of one day is refused', () => {
    const again = TEXT.slice(TEXT.indexOf('  - from:'))
    expect(mistakesIn(TEXT + again)).toEqual([expect.stringContaining('"2020-01-01" stands twice')])
  })

  test('with two versions has the one in force on a day', () => {
    const later = TEXT.slice(TEXT.indexOf('  - from:'))
      .replace('2020-01-01', '2026-07-01')
      .replace('extra: { ahead: 30 days', 'extra: { ahead: 60 days')
    const book = readPolicyFile(TEXT + later, 'sample.yaml')
    const ahead = (['2019-12-31', '2026-06-30', '2026-07-01'] as const).map(
      (date) => policyOn(book, date)?.extra.ahead[0]?.is,
    )
    expect(ahead).toEqual([undefined, { count: 30, unit: 'days' }, { count: 60, unit: 'days' }])
  })

  test.each([
    ['ends before it begins', 'until: 2019-12-31', 'lies before the first day in force'],
    ['overlaps the next', 'until: 2026-07-01', 'overlaps the version of 2026-07-01'],
    ['leaves a gap up to the next', 'until: 2026-06-29', 'leaves days without rules'],
  ])('with a version that %s is refused', (_, until, message) => {
    const later = TEXT.slice(TEXT.indexOf('  - from:')).replace('2020-01-01', '2026-07-01')
    const first = TEXT.replace('  - from: 2020-01-01\n', `  - from: 2020-01-01\n    ${until}\n`)
    expect(mistakesIn(first + later)).toEqual([expect.stringContaining(message)])
  })

  test('whose last version has ended is in force no longer', () => {
    const text = TEXT.replace('  - from: 2020-01-01\n', '  - from: 2020-01-01\n    until: 2023-12-31\n')
    const book = readPolicyFile(text, 'sample.yaml')
    expect([policyOn(book, '2023-12-31')?.ref.from, policyOn(book, '2024-01-01')]).toEqual([
      '2020-01-01',
      undefined,
    ])
  })

  test('that is no YAML is refused with its line', () => {
    expect(mistakesIn('organisation: [\nversions: 1\n')[0]).toMatch(/^policies\/sample\.yaml:\d+: /)
  })
})
