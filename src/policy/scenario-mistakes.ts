import { at, entriesOf, itemsOf } from './plain.ts'
import { ASK_NAMES } from './scenario-schema.ts'
import type { Mistake } from './yaml-file.ts'

type Path = readonly PropertyKey[]

/** Names that nothing in the file carries, and steps without exactly one ask. Looks at files with other mistakes too. */
export function* scenarioMistakes(value: unknown): Iterable<Mistake> {
  const namesOf = (key: string) => entriesOf(at(value, key)).map(([name]) => name)
  for (const [group, body] of entriesOf(at(value, 'groups'))) {
    yield* unknownName(at(body, 'location'), 'location', namesOf('locations'), ['groups', group, 'location'])
  }
  for (const [child, body] of entriesOf(at(value, 'children'))) {
    for (const [number, contract] of itemsOf(at(body, 'contracts')).entries()) {
      const path = ['children', child, 'contracts', number, 'group']
      yield* unknownName(at(contract, 'group'), 'group', namesOf('groups'), path)
    }
  }
  for (const [number, one] of itemsOf(at(value, 'cases')).entries()) {
    yield* caseMistakes(one, ['cases', number], namesOf('children'))
  }
}

function* caseMistakes(value: unknown, path: Path, children: readonly string[]): Iterable<Mistake> {
  for (const [number, step] of itemsOf(at(value, 'history')).entries()) {
    yield* askMistakes(step, [...path, 'history', number], children)
  }
  const ask = at(value, 'ask')
  if (ask !== undefined) yield* askMistakes(ask, [...path, 'ask'], children)
}

function* askMistakes(step: unknown, path: Path, children: readonly string[]): Iterable<Mistake> {
  const asks = ASK_NAMES.filter((name) => at(step, name) !== undefined)
  if (asks.length !== 1) yield { path, message: `expected exactly one of ${ASK_NAMES.join(', ')}` }
  for (const name of asks) {
    yield* unknownName(at(at(step, name), 'child'), 'child', children, [...path, name, 'child'])
  }
}

function* unknownName(name: unknown, what: string, known: readonly string[], path: Path): Iterable<Mistake> {
  if (typeof name === 'string' && !known.includes(name)) {
    yield { path, message: `no ${what} in this file is called "${name}"` }
  }
}
