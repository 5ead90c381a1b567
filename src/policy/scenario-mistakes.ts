import { isoDate } from '../rules/time.ts'
import { at, entriesOf, itemsOf } from './plain.ts'
import { ASK_NAMES } from './scenario-schema.ts'
import { wallTime } from './values.ts'
import type { Mistake } from './yaml-file.ts'

type Path = readonly PropertyKey[]

/** Names that nothing in the file carries, ends before their beginnings, and steps without exactly one ask. Looks at files with other mistakes too. */
export function* scenarioMistakes(value: unknown): Iterable<Mistake> {
  const namesOf = (key: string) => entriesOf(at(value, key)).map(([name]) => name)
  for (const [location, body] of entriesOf(at(value, 'locations'))) {
    const place = ['locations', location]
    yield* reversed(at(body, 'closures'), [...place, 'closures'], wallTime)
    yield* reversed(at(body, 'schoolHolidays'), [...place, 'schoolHolidays'], isoDate)
  }
  for (const [group, body] of entriesOf(at(value, 'groups'))) {
    yield* unknownName(at(body, 'location'), 'location', namesOf('locations'), ['groups', group, 'location'])
  }
  for (const [child, body] of entriesOf(at(value, 'children'))) {
    yield* reversed(at(body, 'contracts'), ['children', child, 'contracts'], isoDate)
    for (const [number, contract] of itemsOf(at(body, 'contracts')).entries()) {
      const path = ['children', child, 'contracts', number, 'group']
      yield* unknownName(at(contract, 'group'), 'group', namesOf('groups'), path)
    }
    for (const [number, group] of itemsOf(at(body, 'secondGroups')).entries()) {
      yield* unknownName(group, 'group', namesOf('groups'), ['children', child, 'secondGroups', number])
    }
  }
  for (const [number, one] of itemsOf(at(value, 'cases')).entries()) {
    yield* caseMistakes(one, ['cases', number], { child: namesOf('children'), group: namesOf('groups') })
  }
}

/** What an ask can name, by the key that names it. */
type Names = Readonly<Record<'child' | 'group', readonly string[]>>

function* caseMistakes(value: unknown, path: Path, names: Names): Iterable<Mistake> {
  for (const [number, step] of itemsOf(at(value, 'history')).entries()) {
    yield* askMistakes(step, [...path, 'history', number], names)
  }
  const ask = at(value, 'ask')
  if (ask !== undefined) yield* askMistakes(ask, [...path, 'ask'], names)
}

function* askMistakes(step: unknown, path: Path, names: Names): Iterable<Mistake> {
  const asks = ASK_NAMES.filter((name) => at(step, name) !== undefined)
  if (asks.length !== 1) yield { path, message: `expected exactly one of ${ASK_NAMES.join(', ')}` }
  for (const name of asks) {
    for (const what of ['child', 'group'] as const) {
      yield* unknownName(at(at(step, name), what), what, names[what], [...path, name, what])
    }
  }
}

/** Items of the list that end before they begin; what `read` doesn't understand is another's mistake. */
function* reversed(list: unknown, path: Path, read: (text: string) => string | undefined): Iterable<Mistake> {
  for (const [number, item] of itemsOf(list).entries()) {
    const [from, until] = [at(item, 'from'), at(item, 'until')].map((end) => read(String(end)))
    if (from === undefined || until === undefined || until >= from) continue
    yield { path: [...path, number, 'until'], message: `${until} lies before the beginning, ${from}` }
  }
}

function* unknownName(name: unknown, what: string, known: readonly string[], path: Path): Iterable<Mistake> {
  if (typeof name === 'string' && !known.includes(name)) {
    yield { path, message: `no ${what} in this file is called "${name}"` }
  }
}
