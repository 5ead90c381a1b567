import { sameCareType } from '../../rules/care-type.ts'
import { isPaused } from '../../rules/contract.ts'
import type { Policy } from '../../rules/policy.ts'
import type { Situation } from '../../rules/terms/index.ts'
import type { TimeSpan } from '../../rules/time.ts'
import { CARE_TYPES, type CareType, type Contract, type Location, type World } from '../../rules/world.ts'
import { choicesOf } from './choices.ts'
import { SAMPLE_YEAR, sampleContract, sampleLocation, sampleWorld } from './sample-world.ts'

/** A child as the policy tells children apart, alone in the world. */
export interface Profile {
  /** What tells it apart, for people; empty where the policy treats all care alike. */
  readonly label: string
  readonly contract: Contract
  readonly location: Location
  readonly world: World
}

/** Usual hours of each care; a policy that sets a least length must not stumble over them. */
const HOURS: Readonly<Record<CareType, TimeSpan>> = {
  KDV: { from: '07:30', until: '18:30' },
  peuter: { from: '08:30', until: '12:30' },
  VSO: { from: '07:00', until: '08:30' },
  TSO: { from: '12:00', until: '13:15' },
  NSO: { from: '14:30', until: '18:30' },
  BSO: { from: '14:30', until: '18:30' },
}

/** One child for every combination of care type, contract and time of year that some setting tells apart. */
export function profilesOf(policy: Policy): readonly Profile[] {
  const situations = choicesOf(policy).flatMap(({ choice }) => choice.map(({ when }) => when))
  return careTypesIn(situations).flatMap(({ careType, label }) =>
    weeksIn(situations).flatMap((weeks) =>
      kindsIn(situations).flatMap((kind) =>
        periodsIn(situations).map((period) => {
          const { from, until } = HOURS[careType]
          const hours = { from, until }
          const days = { mon: hours, tue: hours, thu: hours }
          const contract = sampleContract({ careType, weeks: weeks.count, kind: kind.name, days })
          const location = sampleLocation(period.name)
          const parts = [label, weeks.label, kind.label, period.label].filter(Boolean)
          return {
            label: parts.join(', '),
            contract,
            location,
            world: sampleWorld(contract, location),
          }
        }),
      ),
    ),
  )
}

/** The contract brings the child care, also at the time of year of its profile. */
export function hasCare({ contract, location }: Profile): boolean {
  return !isPaused(contract, `${SAMPLE_YEAR}-03-02`, location)
}

/** Each care type that is named, and one that stands for all others. */
function careTypesIn(situations: readonly Situation[]) {
  const named = [...new Set(situations.flatMap(({ careTypes = [] }) => careTypes))]
  const other = CARE_TYPES.find((one) => !named.some((name) => sameCareType(one, name)))
  if (named.length === 0) return [{ careType: 'KDV' as const, label: '' }]
  const apart: { careType: CareType; label: string }[] = named.map((careType) => ({
    careType,
    label: careType,
  }))
  return other ? [...apart, { careType: other, label: 'other care' }] : apart
}

function weeksIn(situations: readonly Situation[]) {
  const named = [...new Set(situations.flatMap(({ weeks = [] }) => weeks))].filter((count) => count <= 52)
  if (named.length === 0) return [{ count: 52, label: '' }]
  return [...new Set([...named, 52])].map((count) => ({ count, label: `${count} weeks a year` }))
}

function kindsIn(situations: readonly Situation[]) {
  if (!situations.some(({ contract }) => contract)) return [{ name: 'fixed' as const, label: '' }]
  return (['fixed', 'flexible'] as const).map((name) => ({ name, label: `${name} contracts` }))
}

function periodsIn(situations: readonly Situation[]) {
  if (!situations.some(({ period }) => period)) return [{ name: 'none' as const, label: '' }]
  return [
    { name: 'none' as const, label: 'school weeks' },
    { name: 'all-year' as const, label: 'school holidays' },
  ]
}
