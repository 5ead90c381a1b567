import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../errors.ts'
import { decide } from '../rules/decide.ts'
import { type PolicyBook, policyOn } from '../rules/policy.ts'
import { replay } from '../rules/replay.ts'
import type { IsoDate } from '../rules/time.ts'
import { type CaseResult, compareCase } from './compare-case.ts'
import { loadPolicy } from './load.ts'
import { readScenarioFile, type ScenarioCase, type ScenarioFile } from './scenario-file.ts'

/**
 * Decides every case of the file on a world of its own, in the order of the file. Throws UserError when the policy
 * has no version in force at a moment of a case.
 */
export function runScenario(scenario: ScenarioFile, book: PolicyBook): readonly CaseResult[] {
  return scenario.cases.map((one) => runCase(one, scenario, book))
}

function runCase(one: ScenarioCase, { file, world: start }: ScenarioFile, book: PolicyBook): CaseResult {
  const policyOf = (today: IsoDate) => {
    const policy = policyOn(book, today)
    if (policy) return policy
    throw new UserError(`${file}:${one.line}: policy "${book.name}" was not in force yet on ${today}`)
  }
  const world = replay(start, one.history, policyOf)
  return compareCase(one, file, decide(one.asking, world, policyOf(one.asking.at.today)))
}

/**
 * Reads a scenario file with the policy that it names, and decides its cases. Throws UserError when either file can't
 * be read, or with all mistakes in it.
 */
export async function runScenarioFile(path: string, policiesDir: string): Promise<readonly CaseResult[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`Can't read the scenario file ${path} (${cause.code}); check the path.`)
  })
  const scenario = readScenarioFile(text, path)
  return runScenario(scenario, await loadPolicy(scenario.policy, policiesDir, dirname(path)))
}
