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
      extra: { aheadDays: 30, notice: { hoursBefore: 48 } },
      credit: { reported: { beforeTime: '07:30' }, validDays: 30 },
    })
  })

  test('tells all mistakes at once, each with its line', () => {
    const text = changed(
      ['swap: { ahead: 30 days }', 'swap: { ahead: 30 hours, behind: 2 days }'],
      ['from: 2020-01-01', 'from: 2021-02-29'],
      ['reported: before 07:30', 'reported: before half past seven'],
      ['      reminders: 2\n', ''],
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
      expect.stringContaining('expected a whole number of days like `30 days`, found "30 hours"'),
      expect.stringContaining('unknown key "behind"'),
      expect.stringContaining('found "before half past seven"'),
      expect.stringContaining('versions.0.activation.reminders: is missing'),
    ])
  })

  test('without the unit of a number is refused', () => {
    expect(mistakesIn(changed(['beforeStart: 14 days', 'beforeStart: 14']))).toEqual([
      expect.stringContaining('`30 days`, found 14'),
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

  test('with a rule under no clause is refused, apart from the rules of every policy', () => {
    const text = changed([
      'rules: [group.has-place, group.staff-ratio]',
      'rules: [group.staff-ratio, day.free]',
    ])
    expect(mistakesIn(text)).toEqual([
      `policies/sample.yaml:${lineOf('clauses:\n', text)}: versions.0.clauses: no clause has the rule "group.has-place"; add it to the \`rules\` of the clause that it stands on`,
    ])
  })

  test('says in plain words what it expects', () => {
    const text = changed(
      ['organisation: Kinderopvang De Lange Keizer', 'organisation: 3'],
      ['wholeDaysOnly: true', 'wholeDaysOnly: "yes"'],
      ['reminders: 2', 'reminders: -1'],
      ['    swap: { ahead: 30 days }', '    swap:'],
      ['rules: [cancel.notice]', 'rules: cancel.notice'],
    )
    expect(mistakesIn(text).map((mistake) => mistake.replace(/^.*?: .*?: /, ''))).toEqual([
      'expected text, found 3; write it in quotes',
      'expected keys with values, found nothing',
      'expected `true` or `false`, found "yes"',
      'expected at least 0, found -1',
      'no clause has the rule "cancel.notice"; add it to the `rules` of the clause that it stands on',
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
      .replace('valid: 30 days', 'valid: 60 days')
    const book = readPolicyFile(TEXT + later, 'sample.yaml')
    const valid = (['2019-12-31', '2026-06-30', '2026-07-01'] as const).map(
      (date) => policyOn(book, date)?.credit.validDays,
    )
    expect(valid).toEqual([undefined, 30, 60])
  })

  test('that is no YAML is refused with its line', () => {
    expect(mistakesIn('organisation: [\nversions: 1\n')[0]).toMatch(/^policies\/sample\.yaml:\d+: /)
  })
})
