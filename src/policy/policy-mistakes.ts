import type { PolicyBook } from '../rules/policy.ts'
import { addDays, isoDate } from '../rules/time.ts'
import type { RuleId } from '../rules/verdict.ts'
import { IS_SET } from './needed-clauses.ts'
import { at, itemsOf } from './plain.ts'
import type { PolicyText } from './policy-schema.ts'
import type { Mistake } from './yaml-file.ts'

/** What the schema can't see: names that stand twice, days that no version or two are in force on, amounts in another unit. Looks at files with other mistakes too. */
export function* policyMistakes(value: unknown): Iterable<Mistake> {
  const versions = itemsOf(at(value, 'versions'))
  yield* repeated(
    versions.map((version, number) => ({ name: at(version, 'from'), path: ['versions', number, 'from'] })),
  )
  yield* gapsAndOverlaps(versions)
  for (const [number, version] of versions.entries()) {
    const place = ['versions', number]
    yield* repeatedClauses(version, place)
    yield* mistakesInCredit(at(version, 'credit'), [...place, 'credit'])
  }
}

/** A rule that nobody wrote a clause for would be enforced without a published rule to point at. */
export function* settingsWithoutClause(book: PolicyBook, { versions }: PolicyText): Iterable<Mistake> {
  const rules = Object.keys(IS_SET) as readonly RuleId[]
  for (const policy of book.versions) {
    const number = versions.findIndex(({ from }) => from === policy.ref.from)
    const named = new Set(policy.clauses.flatMap((clause) => clause.rules))
    const missing = rules.filter((rule) => IS_SET[rule]?.(policy) && !named.has(rule))
    const path = ['versions', number, 'clauses']
    const advice = 'add it to the `rules` of the clause that it stands on'
    yield* missing.map((rule) => ({
      path,
      message: `no clause has the rule "${rule}", which has settings; ${advice}`,
    }))
  }
}

/** A version without a last day is in force until the next begins. */
function* gapsAndOverlaps(versions: readonly unknown[]): Iterable<Mistake> {
  const days = versions
    .map((version, number) => ({
      number,
      from: isoDate(String(at(version, 'from'))),
      until: isoDate(String(at(version, 'until'))),
    }))
    .toSorted((one, other) => String(one.from).localeCompare(String(other.from)))
  for (const [place, { number, from, until }] of days.entries()) {
    const path = ['versions', number, 'until']
    const next = days[place + 1]?.from
    if (!from || !until) continue
    if (until < from) yield { path, message: `${until} lies before the first day in force, ${from}` }
    else if (next && until >= next)
      yield { path, message: `overlaps the version of ${next}; leave it out, or end on the day before` }
    else if (next && addDays(until, 1) < next)
      yield {
        path,
        message: `leaves days without rules up to the version of ${next}; leave it out, or end on the day before`,
      }
  }
}

function* repeatedClauses(version: unknown, place: Mistake['path']): Iterable<Mistake> {
  const clauses = itemsOf(at(version, 'clauses'))
  const path = (clause: number) => [...place, 'clauses', clause]
  yield* repeated(clauses.map((clause, index) => ({ name: at(clause, 'id'), path: [...path(index), 'id'] })))
  yield* repeated(
    clauses.flatMap((clause, index) =>
      itemsOf(at(clause, 'rules')).map((name, rule) => ({ name, path: [...path(index), 'rules', rule] })),
    ),
  )
}

function* repeated(places: readonly { name: unknown; path: readonly PropertyKey[] }[]): Iterable<Mistake> {
  const seen = new Set<unknown>()
  for (const { name, path } of places) {
    if (name !== undefined && seen.has(name)) yield { path, message: `"${String(name)}" stands twice` }
    seen.add(name)
  }
}

/** Points where the unit has them and nowhere else, and amounts in the unit of the credit. */
function* mistakesInCredit(credit: unknown, path: Mistake['path']): Iterable<Mistake> {
  const unit = at(credit, 'unit')
  const points = at(credit, 'points')
  if (unit === 'points' && points === undefined)
    yield { path: [...path, 'unit'], message: 'points need `points`: how many for which care' }
  if (unit !== 'points' && points !== undefined)
    yield { path: [...path, 'points'], message: 'only the unit `points` has points' }
  const amounts = [
    ...amountsIn(at(at(credit, 'yearly'), 'amount'), [...path, 'yearly', 'amount']),
    ...itemsOf(at(credit, 'caps')).flatMap((cap, number) =>
      amountsIn(at(cap, 'most'), [...path, 'caps', number, 'most']),
    ),
  ]
  for (const { text, path: place } of amounts) {
    const wrong = typeof unit === 'string' && !isInUnit(text, unit)
    if (wrong)
      yield {
        path: place,
        message: `expected an amount in ${unit === 'minutes' ? 'hours or minutes' : unit}, the unit of the credit, found "${text}"`,
      }
  }
}

function amountsIn(
  choice: unknown,
  path: Mistake['path'],
): readonly { text: string; path: Mistake['path'] }[] {
  if (typeof choice === 'string') return [{ text: choice, path }]
  return itemsOf(choice).flatMap((entry, number) => amountsIn(at(entry, 'is'), [...path, number, 'is']))
}

function isInUnit(text: string, unit: string): boolean {
  const written = /[a-z-]+$/.exec(text)?.[0].replace(/s$/, '')
  return unit === 'minutes' ? written === 'hour' || written === 'minute' : written === unit.replace(/s$/, '')
}
