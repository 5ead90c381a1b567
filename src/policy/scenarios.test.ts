import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { remember } from '../rules/remember.ts'
import { readPolicyFile } from './policy-file.ts'
import { runScenario } from './run-scenario.ts'
import { readScenarioFile } from './scenario-file.ts'

const FOLDER = 'fixtures/scenarios'

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}

const readPolicy = remember((name: string) => {
  const path = `policies/${name}.yaml`
  return readPolicyFile(read(path), path)
})

const files = readdirSync(new URL(`../../${FOLDER}`, import.meta.url)).filter((file) =>
  file.endsWith('.yaml'),
)

describe.each(files)('the published rules in %s', (file) => {
  const path = `${FOLDER}/${file}`
  const scenario = readScenarioFile(read(path), path)

  test.each(scenario.cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const [result] = runScenario({ ...scenario, cases: [one] }, readPolicy(scenario.policy))
    expect(result?.actual).toEqual(result?.expected)
  })
})

test('every policy has its scenario file', () => {
  const policies = readdirSync(new URL('../../policies', import.meta.url))
  expect(policies.filter((file) => !files.includes(file))).toEqual([])
})

describe('the policy of De Lange Keizer', () => {
  test('has all fifteen clauses, in Dutch and English', () => {
    const clauses = readPolicy('delangekeizer').versions[0].clauses
    expect(clauses.map(({ id }) => id)).toEqual(Array.from({ length: 15 }, (_, number) => `LK-${number + 1}`))
    expect(clauses.filter(({ nl, en }) => nl === en)).toEqual([])
  })
})
