import { isPaused } from '../../rules/contract.ts'
import type { Policy } from '../../rules/policy.ts'
import type { Circumstances, Situation } from '../../rules/terms/index.ts'
import { addDays, type IsoDate, isoDate } from '../../rules/time.ts'
import { CARE_TYPES, type Contract } from '../../rules/world.ts'
import type { PlacedChoice } from './choices.ts'
import { spansFor } from './sample-hours.ts'
import { SAMPLE_YEAR, sampleChild, sampleContract, sampleLocation } from './sample-world.ts'

type Part = keyof Situation

/** Days before and after which nothing that the situations of a setting say changes. */
const EDGES = [-1, 0, 1]

/**
 * Care of every sort that a setting tells apart: each part of its situations takes all values that make a
 * difference, and what no situation speaks of stays the same.
 */
export function* circumstancesFor(placed: PlacedChoice, policy: Policy): Iterable<Circumstances> {
  const situations = placed.choice.map(({ when }) => when)
  const speaksOf = (...parts: readonly Part[]) =>
    situations.some((when) => parts.some((part) => when[part] !== undefined))
  const days = daysFor(situations)
  const spans = spansFor(situations, policy)
  const locations = speaksOf('period') ? [SCHOOL, HOLIDAYS] : [SCHOOL]
  for (const contract of contractsFor(situations)) {
    for (const location of locations) {
      for (const date of days) {
        if (placed.ofContract && isPaused(contract, date, location)) continue
        const care = { child: sampleChild(contract), date, careType: contract.careType, contract, location }
        for (const asking of askingsFor(placed, policy, speaksOf)) {
          for (const span of spans) yield { ...care, asking, hours: [span] }
        }
      }
    }
  }
}

const SCHOOL = sampleLocation('none')
const HOLIDAYS = sampleLocation('all-year')

function* askingsFor(
  { asks }: PlacedChoice,
  policy: Policy,
  speaksOf: (...parts: readonly Part[]) => boolean,
): Iterable<Circumstances['asking']> {
  const staffMay = policy.staff.length === 0 || policy.staff.some(({ is }) => is !== 'never')
  const by = speaksOf('by') && staffMay ? (['guardian', 'staff'] as const) : (['guardian'] as const)
  for (const one of by) {
    for (const kind of asks) {
      const sick = kind === 'absence' && speaksOf('sick') ? [false, true] : [false]
      for (const ill of sick) yield { by: one, ask: askOf(kind, ill) }
    }
  }
}

function askOf(kind: PlacedChoice['asks'][number], sick: boolean): Circumstances['asking']['ask'] {
  const [child, date] = ['sample', `${SAMPLE_YEAR}-03-02` as IsoDate]
  if (kind === 'swap') return { kind, child, give: date, take: date }
  return kind === 'absence' ? { kind, child, date, sick } : { kind, child, date }
}

/** A day in the middle of each month, and those around the edges of the days that are named. */
function daysFor(situations: readonly Situation[]): readonly IsoDate[] {
  const named = situations.flatMap(({ dates }) => (dates ? [dates.from, dates.until] : []))
  const edges = named
    .flatMap((day) => isoDate(`${SAMPLE_YEAR}-${day}`) ?? [])
    .flatMap((day) => EDGES.map((step) => addDays(day, step)))
  if (named.length === 0) return [`${SAMPLE_YEAR}-03-02`]
  const months = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'))
  const middles = months.map((month) => `${SAMPLE_YEAR}-${month}-15` as IsoDate)
  return [...new Set([...middles, ...edges])]
}

function* contractsFor(situations: readonly Situation[]): Iterable<Contract> {
  const named = situations.flatMap(({ careTypes = [] }) => careTypes)
  const careTypes = named.length > 0 ? CARE_TYPES : (['KDV'] as const)
  const weeks = new Set([52, ...situations.flatMap((when) => when.weeks ?? [])])
  const kinds = situations.some((when) => when.contract)
    ? (['fixed', 'flexible'] as const)
    : (['fixed'] as const)
  for (const careType of careTypes) {
    for (const count of weeks) {
      if (count > MOST_WEEKS) continue
      for (const kind of kinds) {
        for (const from of startsFor(situations)) yield sampleContract({ careType, weeks: count, kind, from })
      }
    }
  }
}

/** A year has no more weeks of care than this, whatever a file says. */
const MOST_WEEKS = 52

/** Contracts that began long ago, and ones that begin on the named day of the year. */
function startsFor(situations: readonly Situation[]): readonly IsoDate[] {
  const named = situations.flatMap(({ startsFrom }) =>
    startsFrom ? (isoDate(`${SAMPLE_YEAR}-${startsFrom}`) ?? []) : [],
  )
  return [sampleContract().from, ...named]
}
