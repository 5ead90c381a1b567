import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { schemaFiles } from '../scripts/write-schemas.ts'
import { readPolicyFile } from '../src/policy/policy-file.ts'
import { readScenarioFile, type ScenarioCase, type ScenarioFile } from '../src/policy/scenario-file.ts'
import { decide, type PolicyBook, policyOn } from '../src/rules/index.ts'
import { replay } from '../src/rules/replay.ts'

const root = resolve(import.meta.dirname, '..')
const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8')
const yamlFiles = (folder: string) => readdirSync(join(root, folder)).filter((file) => file.endsWith('.yaml'))

/** The published schema itself, read back: not the one it was made from. */
function published(name: string): z.ZodType {
  return z.fromJSONSchema(JSON.parse(read('schemas', name)))
}

test.each([...schemaFiles()])('schemas/%s says what the program reads', (name, text) => {
  expect(read('schemas', name)).toBe(text)
})

describe('the schema for editors accepts', () => {
  test.each(yamlFiles('policies'))('the policy %s', (file) => {
    published('policy.schema.json').parse(parse(read('policies', file)))
  })

  test.each(yamlFiles('fixtures/scenarios'))('the scenarios of %s', (file) => {
    published('scenario.schema.json').parse(parse(read('fixtures/scenarios', file)))
  })
})

test('the schema for editors refuses a key that the program does not know', () => {
  const policy = parse(read('policies/delangekeizer.yaml'))
  const mistyped = { ...policy, organization: 'De Lange Keizer' }
  expect(published('policy.schema.json').safeParse(mistyped).success).toBe(false)
})

describe('the schema of stored verdicts accepts what is decided in', () => {
  const verdict = published('verdict.schema.json')

  test.each(yamlFiles('fixtures/scenarios'))('%s', (file) => {
    const scenario = readScenarioFile(read('fixtures/scenarios', file), file)
    const path = `policies/${scenario.policy}.yaml`
    const book = readPolicyFile(read(path), path)
    for (const one of scenario.cases) verdict.parse(stored(decided(one, scenario, book)))
  })
})

test('the schema of stored verdicts refuses a refusal without a reason', () => {
  const bare = {
    outcome: 'refused',
    policy: { name: 'x', from: '2026-01-01' },
    reasons: [],
    alternatives: [],
  }
  expect(published('verdict.schema.json').safeParse(bare).success).toBe(false)
})

function decided({ history, asking }: ScenarioCase, { world }: ScenarioFile, book: PolicyBook) {
  const policyAt = (today: typeof asking.at.today) => {
    const policy = policyOn(book, today)
    if (!policy) throw new RangeError(`no policy on ${today}`)
    return policy
  }
  return decide(asking, replay(world, history, policyAt), policyAt(asking.at.today))
}

/** As a verdict comes out of the database. */
function stored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
