import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPolicyFile } from './policy-file.ts'
import { runScenario } from './run-scenario.ts'
import { readScenarioFile } from './scenario-file.ts'

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}

const book = readPolicyFile(read('policies/delangekeizer.yaml'), 'policies/delangekeizer.yaml')

describe('the house rules of De Lange Keizer', () => {
  const path = 'fixtures/scenarios/delangekeizer.yaml'
  for (const { name, expected, actual } of runScenario(readScenarioFile(read(path), path), book)) {
    test(name, () => expect(actual).toEqual(expected))
  }
})

describe('the policy of De Lange Keizer', () => {
  test('has all fifteen clauses, in Dutch and English', () => {
    const clauses = book.versions[0].clauses
    expect(clauses.map(({ id }) => id)).toEqual(Array.from({ length: 15 }, (_, number) => `LK-${number + 1}`))
    expect(clauses.filter(({ nl, en }) => nl === en)).toEqual([])
  })
})
