import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { readPolicyFile } from '../../../src/policy/policy-file.ts'
import type {
  CancelPolicy,
  CreditPolicy,
  EarningCap,
  Exchange,
  Exclusion,
  Payment,
  PlacePolicy,
  Policy,
  RequestCap,
  SwapPolicy,
} from '../../../src/rules/policy.ts'
import { PUBLIC_HOLIDAYS } from '../../../src/rules/public-holidays.ts'
import { samplePolicy } from '../../../src/rules/test-world.ts'
import { CARE_TYPES } from '../../../src/rules/world.ts'
import { maybe } from './days.ts'
import { aheads, choices, deadlines, decisionDays, units, windows } from './terms.ts'

const folder = new URL('../../../policies/', import.meta.url)

/** Every version of every policy that comes with the program. */
const publishedPolicies: readonly Policy[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => readPolicyFile(readFileSync(new URL(file, folder), 'utf8'), file).versions)

const partYear = fc.constantFrom('whole', 'in-proportion')
const capOf = fc.constantFrom('child', 'care-type')
const limits = { ahead: choices(aheads), notice: choices(deadlines) }
const offered = choices(fc.boolean())

const exchanges: fc.Arbitrary<Exchange> = fc.oneof(
  fc.constantFrom<Exchange[]>('same', 'any'),
  fc.array(fc.subarray([...CARE_TYPES], { minLength: 2 }), { minLength: 1, maxLength: 2 }),
)

const exclusions: fc.Arbitrary<readonly Exclusion[]> = fc.constantFrom<(readonly Exclusion[])[]>(
  [],
  [{ from: { period: 'school-weeks' }, to: { period: 'school-holidays' } }],
  [{ from: { careTypes: ['VSO'] }, to: { careTypes: ['NSO'] } }],
)

const requestCaps: fc.Arbitrary<readonly RequestCap[]> = fc.array(
  fc.record({
    most: choices(fc.integer({ min: 0, max: 4 })),
    per: fc.constantFrom('week', 'month', 'year', 'contract-year'),
    counted: fc.constantFrom('given', 'taken'),
    of: capOf,
    partYear,
  }),
  { maxLength: 2 },
)

const earningCaps: fc.Arbitrary<readonly EarningCap[]> = fc.array(
  fc.record({
    most: choices(fc.constantFrom(1, 2, 7.5, 600, 2700)),
    per: fc.constantFrom('year', 'contract-year', 'balance'),
    of: capOf,
    partYear,
  }),
  { maxLength: 2 },
)

const takings = fc.record({ offered, ...limits, caps: requestCaps })
const closedDays = fc.constantFrom('nothing', 'when-reported', 'granted')

const payments: fc.Arbitrary<Payment> = fc.record({
  size: choices(fc.constantFrom('any', 'equal', 'not-longer')),
  together: fc.boolean(),
  shortage: fc.constantFrom('refused', 'invoiced', 'free'),
  rest: fc.constantFrom('kept', 'lost'),
})

const creditPolicies: fc.Arbitrary<CreditPolicy> = fc.record({
  earned: offered,
  unit: units,
  least: fc.constantFrom('hours', 'day-parts', 'days'),
  reported: choices(deadlines),
  publicHolidays: closedDays,
  closures: closedDays,
  yearly: maybe(fc.record({ amount: choices(fc.constantFrom(1, 3, 480)), partYear })),
  caps: earningCaps,
  valid: choices(windows),
  asked: choices(windows),
  careTypes: exchanges,
  exclusions,
  pays: payments,
  contractChange: fc.constantFrom('keeps', 'in-proportion'),
})

const swaps: fc.Arbitrary<SwapPolicy> = fc.record({
  offered,
  afterToday: fc.boolean(),
  given: fc.record(limits),
  taken: fc.record(limits),
  window: choices(windows),
  size: choices(fc.constantFrom('any', 'same-hours', 'same-day-parts', 'not-longer')),
  careTypes: exchanges,
  exclusions,
  caps: requestCaps,
})

const cancels: fc.Arbitrary<CancelPolicy> = fc.record({
  open: choices(fc.oneof(fc.constantFrom('always', 'never'), fc.constant({ minutes: 15 }))),
  granted: choices(fc.oneof(deadlines, fc.constantFrom('never', 'unpublished'))),
  late: choices(fc.constantFrom('refused', 'charged', 'charged-and-credited')),
})

const places: fc.Arbitrary<PlacePolicy> = fc.record({
  order: fc.oneof(fc.constant('none' as const), fc.constant([['swap', 'extra'], ['credit-day']] as const)),
  secondGroup: fc.boolean(),
  staffRatio: fc.boolean(),
  short: fc.constantFrom('refused', 'needs-review'),
})

const answers = fc.record({
  workingDays: fc.integer({ min: 0, max: 5 }),
  decided: choices(decisionDays),
  by: choices(fc.constantFrom('location', 'rules')),
})

/** Policies that nobody published, of every term that one can be made of. The other parts are usual, so that not everything is forbidden at once. */
const composedPolicies: fc.Arbitrary<Policy> = fc
  .record(
    {
      publicHolidays: fc.subarray([...PUBLIC_HOLIDAYS]),
      staff: choices(fc.constantFrom('with-reason', 'freely', 'never')),
      absence: fc.record({ ahead: choices(aheads) }),
      swap: swaps,
      extra: takings,
      creditDay: takings,
      cancel: cancels,
      place: places,
      answer: answers,
      credit: creditPolicies,
    },
    { requiredKeys: [] },
  )
  .map((changes): Policy => ({ ...samplePolicy, ...changes }))

export const policies: fc.Arbitrary<Policy> = fc.oneof(
  { arbitrary: composedPolicies, weight: 2 },
  fc.constantFrom(...publishedPolicies),
)
