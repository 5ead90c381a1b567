import type { Ask, Asking } from '../rules/ask.ts'
import type { Step } from '../rules/replay.ts'
import type { World } from '../rules/world.ts'
import { scenarioMistakes } from './scenario-mistakes.ts'
import {
  type AskText,
  type CaseText,
  type Expectation,
  type ScenarioText,
  type StepText,
  scenarioSchema,
} from './scenario-schema.ts'
import { checkYaml, parseYaml } from './yaml-file.ts'

/** One question to the rules, with what they must answer. */
export interface ScenarioCase {
  readonly name: string
  readonly line: number
  readonly history: readonly Step[]
  readonly asking: Asking
  readonly expect: Expectation
}

/** A small world and a list of cases. */
export interface ScenarioFile {
  readonly file: string
  /** A name of the policies folder, or a path relative to the file. */
  readonly policy: string
  readonly world: World
  readonly cases: readonly ScenarioCase[]
}

/** Reads a scenario file. Throws UserError that names all mistakes, each with file, line and what was expected. */
export function readScenarioFile(text: string, path: string): ScenarioFile {
  const yaml = parseYaml(text, path)
  const scenario = checkYaml(yaml, scenarioSchema, scenarioMistakes)
  const cases = scenario.cases.map((one, number) => caseOf(one, yaml.lineOf(['cases', number])))
  return { file: path, policy: scenario.policy, world: worldOf(scenario), cases }
}

/** A group without a location has one of its own, which never closes. */
function worldOf({ locations, groups, children }: ScenarioText): World {
  const alone = (group: string) => `the location of ${group}`
  const named = Object.entries(locations).map(([id, body]) => ({ id, ...body }))
  const unnamed = Object.entries(groups)
    .filter(([, body]) => !body.location)
    .map(([group]) => ({ id: alone(group), closures: [], schoolHolidays: [] }))
  return {
    locations: byId([...named, ...unnamed]),
    groups: byId(Object.entries(groups).map(([id, body]) => ({ id, location: alone(id), ...body }))),
    children: byId(Object.entries(children).map(([id, body]) => ({ id, ...body }))),
    requests: [],
    credits: [],
  }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]))
}

function caseOf(one: CaseText, line: number): ScenarioCase {
  const history = one.history.map((step) => ({ asking: askingOf(step, step), answer: step.answered }))
  return { name: one.name, line, history, asking: askingOf(one, one.ask), expect: one.expect }
}

function askingOf({ at, by, because }: CaseText | StepText, ask: AskText): Asking {
  return { ask: askOf(ask), at, by, ...(because !== undefined && { because }) }
}

function askOf({ absence, swap, extra, creditDay, cancel }: AskText): Ask {
  if (absence) return { kind: 'absence', ...absence }
  if (swap) return { kind: 'swap', ...swap }
  if (extra) return { kind: 'extra', ...extra }
  if (creditDay) return { kind: 'credit-day', ...creditDay }
  if (cancel) return { kind: 'cancel', ...cancel }
  throw new RangeError('A step without an ask passed the checks')
}
