import type { Ask } from '../rules/ask.ts'
import { decide } from '../rules/decide.ts'
import type { Policy } from '../rules/policy.ts'
import { remember } from '../rules/remember.ts'
import { sampleAsking, sampleWorld } from '../rules/test-world.ts'
import { type Consequences, RULE_IDS, type RuleId, type Verdict } from '../rules/verdict.ts'
import type { World } from '../rules/world.ts'
import { readPolicyFile } from './policy-file.ts'

const HEAD = `
from: 2020-01-01
source: { address: https://kinderopvang.example/regels, date: undated }
clauses:
  - { id: "1", rules: [${RULE_IDS.join(', ')}], nl: Al onze regels., en: All our rules. }`

/** The policy of one version with these settings, read from YAML; public holidays and clauses need not be written. */
export const policyOf: (settings: string) => Policy = remember((settings) => {
  const version = `${HEAD}\n${withDefaults({ publicHolidays: '[easter-monday]' }, settings)}`
  const text = `organisation: Sample\nversions:\n  -\n${indented(version, 4)}\n`
  return readPolicyFile(text, 'sample.yaml').versions[0]
})

/** The settings of credit; its unit and its pay need not be written. */
export function creditOf(settings: string): string {
  const pays = '{ together: false, shortage: refused, rest: kept }'
  return `credit:\n${indented(withDefaults({ unit: 'days', pays }, settings), 2)}`
}

/** The verdict by a policy with these settings. */
export function verdictBy(
  settings: string | Policy,
  ask: Ask,
  at = '2026-03-02 06:00',
  world: World = sampleWorld(),
): Verdict {
  return decide(sampleAsking(at, ask), world, typeof settings === 'string' ? policyOf(settings) : settings)
}

/** The rules that are broken. */
export function brokenIn(verdict: Verdict): readonly RuleId[] {
  return verdict.reasons.filter(({ held }) => held === false).map(({ rule }) => rule)
}

/** What follows. Throws when it is not allowed. */
export function followsFrom(verdict: Verdict): Consequences {
  if (verdict.outcome === 'allowed') return verdict.consequences
  throw new RangeError(`It is ${verdict.outcome}, for ${brokenIn(verdict).join(', ')}`)
}

function withDefaults(defaults: Readonly<Record<string, string>>, settings: string): string {
  const missing = Object.entries(defaults).filter(([key]) => !new RegExp(`^${key}:`, 'm').test(settings))
  return [...missing.map(([key, value]) => `${key}: ${value}`), settings].join('\n')
}

function indented(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => ' '.repeat(spaces) + line)
    .join('\n')
}
