import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  CARE_TYPES,
  type CareLabel,
  type DayFacts,
  type DeadlineFacts,
  type Facts,
  type FactsOf,
  type HorizonFacts,
  type IsoDate,
  RULE_IDS,
  type RuleId,
  type WallMoment,
} from '../rules/index.ts'
import { LANGUAGES, type Language, reasonInWords } from './index.ts'

const date: Arbitrary<IsoDate> = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2026-01-01', days))
const moment = fc
  .tuple(date, fc.constantFrom('00:00:00', '07:29:59', '07:30:00', '23:59:59'))
  .map(([day, time]) => `${day}T${time}` as WallMoment)
const careType = fc.constantFrom(...CARE_TYPES)
const careTypes = fc.array(careType, { maxLength: 3 })
const dates = fc.array(date, { minLength: 1, maxLength: 3 })
const care: Arbitrary<readonly CareLabel[]> = fc.array(
  careType.map((type) => `${type} 07:30-18:30` as const),
  { minLength: 1, maxLength: 2 },
)
const count = fc.nat({ max: 12 })
const amount = fc.oneof(fc.nat({ max: 4000 }), fc.constantFrom(0.5, 2.5, 1))
const unit = fc.constantFrom('minutes', 'days', 'day-parts', 'points')
const kind = fc.constantFrom('absence', 'swap', 'extra', 'credit-day', 'cancel')
const state = fc.constantFrom('open', 'granted')
const two = fc.record({ give: date, take: date })

const day: Arbitrary<DayFacts> = fc.oneof(
  fc.record({ date, closedBy: fc.constantFrom('nothing', 'weekend') }),
  fc.record({ date, closedBy: fc.constant('closure' as const), name: fc.constant('studiedag') }),
  fc.record({
    date,
    closedBy: fc.constant('public-holiday' as const),
    name: fc.constantFrom('kings-day', 'liberation-day-lustrum'),
  }),
)
const horizon: Arbitrary<HorizonFacts> = dates.chain((all) =>
  fc.record({
    dates: fc.constant(all),
    today: date,
    latest: fc.constant(addDays(all[0] ?? '2026-01-01', -1)),
  }),
)
const deadlineOf = { date, askedAt: moment, limit: moment, limitIncluded: fc.boolean() }
const deadline: Arbitrary<DeadlineFacts> = fc.record(
  { ...deadlineOf, startOfCare: fc.constant('07:30' as const), lastDay: date },
  { requiredKeys: ['date', 'askedAt', 'limit', 'limitIncluded'] },
)

/** Facts of every rule, as the rules can find them. */
const ANY_FACTS: { readonly [Id in RuleId]: Arbitrary<FactsOf<Id>> } = {
  'request.digital': fc.record({
    by: fc.constantFrom('guardian', 'staff'),
    reasonGiven: fc.boolean(),
    staffMayEnter: fc.boolean(),
  }),
  'request.offered': fc.record({ kind, careTypes }),
  'request.cap': fc.record({ kind, granted: count, most: count, from: date, until: date }),
  'absence.horizon': horizon,
  'day.planned': fc.record({
    date,
    planned: care,
    sought: fc.constantFrom('care', 'request'),
    takenBy: fc.constantFrom('nothing', 'absence', 'open-swap'),
  }),
  'day.free': fc.record({ date, planned: care }),
  'day.open': day,
  'contract.in-force': fc.record({ date, careTypes }),
  'swap.future': fc.record({ today: date, give: date, take: date }),
  'swap.horizon': horizon,
  'swap.notice': deadline,
  'swap.window': fc.record({ give: date, date, from: date, until: date }, { requiredKeys: ['give', 'date'] }),
  'swap.same-size': fc.record({
    size: fc.constantFrom('any', 'same-hours', 'same-day-parts', 'not-longer'),
    givenMinutes: count,
    takenMinutes: count,
  }),
  'swap.same-care-type': fc.record({ give: careType, take: careType }),
  'swap.same-product': two,
  'swap.not-closed-day': day,
  'extra.horizon': horizon,
  'extra.notice': deadline,
  'credit-day.horizon': horizon,
  'credit-day.notice': deadline,
  'credit.available': fc.record({ unspent: count, from: date }, { requiredKeys: ['unspent'] }),
  'credit.same-care-type': fc.record({ careType, creditTypes: fc.array(careType, { minLength: 1 }) }),
  'credit.same-product': fc.record({ date, absentOn: dates }),
  'credit.valid-on-day': dates.chain((absentOn) =>
    fc.record({
      date,
      absentOn: fc.constant(absentOn),
      usableFrom: fc.constant(absentOn),
      expiresOn: fc.constantFrom(
        absentOn,
        absentOn.map(() => 'never' as const),
      ),
    }),
  ),
  'credit.asked-in-time': fc.record({ today: date, absentOn: dates }),
  'credit.covers-day': fc.record({
    date,
    unit,
    price: amount,
    worth: amount,
    size: fc.constantFrom('any', 'equal', 'not-longer'),
  }),
  'credit.offered': fc.record({ date, careType }),
  'credit.reported-in-time': deadline,
  'credit.contract-day': fc.record({ date, contractCare: care, earnedBefore: fc.boolean() }),
  'credit.whole-day': fc.record({
    date,
    careType,
    least: fc.constantFrom('day-parts', 'days'),
    reportedMinutes: count,
    plannedMinutes: count,
  }),
  'credit.not-closed-day': day,
  'credit.cap': fc.record({
    unit,
    most: amount,
    before: amount,
    per: fc.constantFrom('year', 'contract-year', 'balance'),
  }),
  'cancel.notice': fc.oneof(
    fc.record({ state, date, possible: fc.boolean() }),
    fc.tuple(deadline, state).map(([facts, one]) => ({ ...facts, state: one })),
  ),
  'group.consented': fc.record({ group: fc.constant('Uilen'), possible: fc.boolean() }),
  'group.has-place': fc.record({ group: fc.constant('Uilen'), date, present: count, places: count }),
  'group.staff-ratio': fc.record({
    group: fc.constant('Uilen'),
    date,
    children: count,
    staff: count,
    required: count,
  }),
}

/** What no sentence has: a hole, a number that is none, two spaces, or an end without a full stop. */
const FAULT = /undefined|NaN|\[object|never| {2}|\.\.|: [.,]|[^.]$/

function sentencesOf(rule: RuleId, held: boolean, language: Language): readonly string[] {
  const facts: Arbitrary<Facts> = ANY_FACTS[rule]
  return fc
    .sample(facts, { numRuns: 40, seed: 1 })
    .map((one) => reasonInWords({ rule, clause: 'LK-1', about: 'request', held, facts: one }, language))
}

describe.each(LANGUAGES)('in the language %s', (language) => {
  test.each(RULE_IDS)('%s has sentences without a hole, whatever its facts', (rule) => {
    const sentences = [true, false].flatMap((held) => sentencesOf(rule, held, language))
    expect(sentences.filter((sentence) => FAULT.test(sentence))).toEqual([])
  })

  test.each(RULE_IDS)('%s that holds is never told as one that is broken', (rule) => {
    const broken = new Set(sentencesOf(rule, false, language))
    expect(sentencesOf(rule, true, language).filter((sentence) => broken.has(sentence))).toEqual([])
  })
})
