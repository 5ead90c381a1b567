import fc from 'fast-check'
import { ASK_KINDS } from '../../../src/rules/ask.ts'
import type {
  Ahead,
  Choice,
  Deadline,
  DecisionDay,
  Length,
  Situation,
  Unit,
  Window,
  WindowEnd,
} from '../../../src/rules/terms/index.ts'
import { type MonthDay, type WallTime, WEEKDAYS } from '../../../src/rules/time.ts'
import { CARE_TYPES } from '../../../src/rules/world.ts'

const times = fc.constantFrom<WallTime[]>('00:00', '07:30', '09:00', '13:00', '18:30')
const monthDays = fc.constantFrom<MonthDay[]>('01-01', '02-29', '04-01', '07-01', '12-31')
const periods = fc.constantFrom('week', 'month', 'year')
const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 })

const lengths: fc.Arbitrary<Length> = fc.oneof(
  fc.record({ count: fc.integer({ min: 0, max: 90 }), unit: fc.constant('days') }),
  fc.record({ count: fc.integer({ min: 0, max: 12 }), unit: fc.constantFrom('working-days', 'weeks') }),
  fc.record({ count: fc.integer({ min: 0, max: 13 }), unit: fc.constant('months') }),
)

export const aheads: fc.Arbitrary<Ahead> = fc.oneof(lengths, fc.record({ same: periods }))

export const deadlines: fc.Arbitrary<Deadline> = fc.oneof(
  fc.record({ kind: fc.constant('clock'), time: times, before: lengths }),
  fc.record({
    kind: fc.constant('weekday'),
    weekday: fc.constantFrom(...WEEKDAYS),
    time: times,
    weeksBefore: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({
    kind: fc.constant('hours'),
    hours: fc.integer({ min: 0, max: 72 }),
    before: fc.constantFrom('care', 'day'),
    exactly: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('days'), length: lengths, exactly: fc.boolean() }),
)

export const decisionDays: fc.Arbitrary<DecisionDay> = fc.oneof(
  fc.record({ kind: fc.constant('length'), length: lengths }),
  fc.record({
    kind: fc.constant('month'),
    dayOfMonth: fc.integer({ min: 1, max: 31 }),
    monthsBefore: fc.integer({ min: 0, max: 2 }),
  }),
)

const windowEnds: fc.Arbitrary<WindowEnd> = fc.oneof(
  fc.record({
    kind: fc.constant('length'),
    length: lengths,
    side: fc.constantFrom('before', 'after'),
    of: fc.constantFrom('absence', 'report'),
  }),
  fc.record({ kind: fc.constant('period'), period: periods, monthsLater: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ kind: fc.constantFrom('contract', 'contract-year') }),
)

export const windows: fc.Arbitrary<Window> = fc.record({
  from: fc.array(windowEnds, { maxLength: 2 }),
  until: fc.array(windowEnds, { maxLength: 2 }),
})

const situations: fc.Arbitrary<Situation> = fc.record(
  {
    asks: some(ASK_KINDS),
    by: fc.constantFrom('guardian', 'staff'),
    sick: fc.boolean(),
    careTypes: some(CARE_TYPES),
    period: fc.constantFrom('school-weeks', 'school-holidays'),
    weeks: some([40, 46, 52]),
    contract: fc.constantFrom('fixed', 'flexible'),
    dates: fc.record({ from: monthDays, until: monthDays }),
    startsFrom: monthDays,
    across: times,
    atLeast: fc.constantFrom(60, 240, 480),
  },
  { requiredKeys: [] },
)

/** Most settings are the same in all circumstances, or not set. */
export function choices<T>(settings: fc.Arbitrary<T>): fc.Arbitrary<Choice<T>> {
  const same = settings.map((is): Choice<T> => [{ when: {}, is }])
  const several = fc.array(fc.record({ when: situations, is: settings }), { maxLength: 3 })
  return fc.oneof({ arbitrary: fc.constant<Choice<T>>([]), weight: 2 }, same, several)
}

/** `2.5` and `5.5` are points of real policies; care that is worth nothing is possible too. */
const points = choices(fc.constantFrom(0, 1, 2, 2.5, 4, 5.5, 10))

export const units: fc.Arbitrary<Unit> = fc.oneof(
  fc.record({ name: fc.constantFrom('minutes', 'days', 'day-parts') }),
  fc.record({ name: fc.constant('points'), points }),
)
