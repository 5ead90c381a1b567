import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { lintPolicy } from '../src/policy/lint/index.ts'
import { IS_SET } from '../src/policy/needed-clauses.ts'
import { readPolicyFile } from '../src/policy/policy-file.ts'
import { policySchema } from '../src/policy/policy-schema.ts'
import { runScenario } from '../src/policy/run-scenario.ts'
import { readScenarioFile } from '../src/policy/scenario-file.ts'
import { RULE_IDS } from '../src/rules/verdict.ts'
import { codeIn, type Row, rowsOf } from './support/markdown.ts'
import { FILES, PAGE, PIECES, readPiece, tableRows } from './support/policy-page.ts'
import { placesIn, situationKeysIn } from './support/schema-keys.ts'

const SCHEMA = z.toJSONSchema(policySchema, { io: 'input' }) as Parameters<typeof placesIn>[0]

/** The words of each table, as a setting that takes them. */
const WORD_TABLES: Readonly<Record<string, (word: string, row: Row) => string>> = {
  'A deadline': (word) => `extra: { notice: "${word}" }`,
  'How far ahead': (word) => `extra: { ahead: ${word} }`,
  'A window': (word, { header }) => `credit: { valid: { ${codeIn(header[0] ?? '')[0]}: ${word} } }`,
  'From when it is decided': (word) => `answer: { decidedFrom: "${word}" }`,
  'An amount of credit': (word, { cells }) =>
    `credit: { unit: ${codeIn(cells[1] ?? '')[0]}, caps: [{ most: ${word}, per: year }]${word.endsWith('points') ? ', points: 1' : ''} }`,
}

describe('the examples of docs/policies.md', () => {
  const scenarios = [...FILES.keys()].filter((path) => path.startsWith('scenarios/'))

  test('are two organisations, each with its scenario', () => {
    expect(scenarios.map((path) => path.replace('scenarios/', 'policies/'))).toEqual(
      [...FILES.keys()].filter((path) => path.startsWith('policies/')),
    )
    expect(scenarios).toHaveLength(2)
  })

  const cases = scenarios.flatMap((path) => {
    const scenario = readScenarioFile(FILES.get(path) ?? '', path)
    return scenario.cases.map((one) => [one.name, path, { ...scenario, cases: [one] }] as const)
  })

  test.each(cases)('tell true: %s', (_, path, scenario) => {
    const policy = path.replace('scenarios/', 'policies/')
    const [result] = runScenario(scenario, readPolicyFile(FILES.get(policy) ?? '', policy))
    expect(result?.actual).toEqual(result?.expected)
  })

  test('show what the program tells of a mistake, of a finding and of the cases', () => {
    const lines = PAGE.split('\n')
    const changed = (from: string, to: string) =>
      (FILES.get('policies/zonnehof.yaml') ?? '').replace(from, to)
    const path = 'policies/zonnehof.yaml'
    expect(lines).toContain(mistakesOf(() => readPolicyFile(changed('4 weeks', '4 fortnights'), path))[0])
    const [version] = readPolicyFile(
      changed('"before 12:00 the day before"', '5 weeks before'),
      path,
    ).versions
    expect(lintPolicy(version).map(({ message }) => `${path}:6: ${message}`)).toEqual([
      lines.find((line) => line.includes('can never be asked')),
    ])
    const shown = cases
      .filter(([, file]) => file === 'scenarios/zonnehof.yaml')
      .map(([name]) => `ok      ${name}`)
    expect(lines.filter((line) => line.startsWith('ok  '))).toEqual(shown)
  })

  test.each([...FILES].filter(([path]) => path.startsWith('policies/')))(
    'have no finding in %s',
    (path, text) => {
      expect(readPolicyFile(text, path).versions.flatMap(lintPolicy)).toEqual([])
    },
  )

  test.each(PIECES)('have a piece that can be read: %s', (piece) => {
    expect(mistakesOf(() => readPiece(piece))).toEqual([])
  })
})

describe.each(Object.entries(WORD_TABLES))('the table "%s" of docs/policies.md', (heading, settingOf) => {
  const words = tableRows(heading).flatMap((row) =>
    codeIn(row.cells[0] ?? '').map((word) => [word, row] as const),
  )

  test('has words', () => {
    expect(words.length).toBeGreaterThan(3)
  })

  test.each(words)('has words that can be read: %s', (word, row) => {
    expect(mistakesOf(() => readPiece(settingOf(word, row)))).toEqual([])
  })
})

describe('the reference in docs/policies.md', () => {
  const rows = new Map(
    rowsOf(PAGE)
      .filter(({ header }) => header[0] === 'key')
      .flatMap((row) => codeIn(row.cells[0] ?? '').map((key) => [key, row] as const)),
  )
  const places = placesIn(SCHEMA).map((place) => ({ ...place, key: keyOf(place.path) }))
  const keys = places.filter(({ path }) => !places.some((other) => other.path.startsWith(`${path}.`)))

  test('has a row for every key of a policy file', () => {
    expect(keys.map(({ key }) => key).filter((key) => !rows.has(key))).toEqual([])
  })

  test('has a row for every part of a situation', () => {
    const parts = tableRows('Settings that depend on circumstances').flatMap(({ cells }) =>
      codeIn(cells[0] ?? ''),
    )
    expect(parts).toEqual(situationKeysIn(SCHEMA))
  })

  test('has a row for every rule', () => {
    const rules = tableRows('Every rule').flatMap(({ cells }) => codeIn(cells[0] ?? ''))
    expect(rules.toSorted()).toEqual(RULE_IDS.toSorted())
  })

  test('names in the row of a key every word that it takes', () => {
    const elsewhere = new Set([
      ...tableRows('Settings that depend on circumstances').flatMap(codeInRow),
      ...RULE_IDS,
    ])
    const missing = keys.flatMap(({ key, words }) => {
      const row = rows.get(key)
      const named = row ? codeInRow(row) : []
      return words
        .filter((word) => !named.includes(word) && !elsewhere.has(word))
        .map((word) => `${key}: ${word}`)
    })
    expect(missing).toEqual([])
  })

  test('says for every key what is assumed without it, where the schema does', () => {
    const wrong = keys
      .filter(({ default: assumed }) => ['string', 'number', 'boolean'].includes(typeof assumed))
      .filter(({ key, default: assumed }) => !codeIn(rows.get(key)?.cells[2] ?? '').includes(String(assumed)))
    expect(wrong.map(({ key }) => key)).toEqual([])
  })

  test('names for every rule that needs a clause a key that sets it', () => {
    const named = [...rows.values()].flatMap(({ cells }) => codeIn(cells[3] ?? ''))
    expect(Object.keys(IS_SET).filter((rule) => !named.includes(rule))).toEqual([])
  })

  test('links to headings that it has', () => {
    const anchors = [...PAGE.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => anchorOf(title))
    const links = [...PAGE.matchAll(/\]\(#([^)]*)\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !anchors.includes(link))).toEqual([])
  })
})

/** A key as the page writes it: of a version, caps on requests in one table, and the two ends of a window in its row. */
function keyOf(path: string): string {
  return path
    .replace(/^versions\./, '')
    .replace(/^(swap|extra|creditDay)\.caps\./, 'caps.')
    .replace(/\.(window|valid|asked)\.(from|until)$/, '.$1')
}

function mistakesOf(read: () => unknown): readonly string[] {
  try {
    read()
    return []
  } catch (error) {
    return String((error as Error).message).split('\n')
  }
}

function codeInRow({ cells }: Row): readonly string[] {
  return cells.flatMap(codeIn)
}

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')
}
