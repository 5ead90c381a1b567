import type { Ask, Asking } from './ask.ts'
import type { CreditPolicy, Policy } from './policy.ts'
import { type Ahead, always, type Choice, type Deadline, type WindowEnd } from './terms/index.ts'
import { momentAtWall } from './time.ts'
import { ALWAYS_RULES, RULE_IDS } from './verdict.ts'
import type { Child, Contract, Group, Location, World } from './world.ts'

const source = { address: 'https://kinderopvang.example/regels', date: '2020-01-01' }
const thirtyDays = always<Ahead>({ count: 30, unit: 'days' })

function hoursBeforeCare(hours: number): Choice<Deadline> {
  return always({ kind: 'hours', hours, before: 'care', exactly: true })
}

/** Days for tests, counted from the absence. */
export function daysAround(count: number, side: 'before' | 'after'): WindowEnd {
  return { kind: 'length', length: { count, unit: 'days' }, side, of: 'absence' }
}

/** Credit for tests, with the numbers of De Lange Keizer; any reported hours earn. */
export const sampleCredit: CreditPolicy = {
  earned: [],
  unit: { name: 'days' },
  least: 'hours',
  reported: always({ kind: 'clock', time: '07:30', before: { count: 0, unit: 'days' } }),
  publicHolidays: 'nothing',
  closures: 'nothing',
  yearly: undefined,
  caps: [],
  valid: always({ from: [daysAround(1, 'after')], until: [daysAround(30, 'after')] }),
  asked: [],
  careTypes: 'same',
  exclusions: [],
  pays: { size: [], together: false, shortage: 'refused', rest: 'kept' },
  contractChange: 'keeps',
}

/** A policy for tests, with the numbers of De Lange Keizer. */
export const samplePolicy: Policy = {
  ref: { name: 'sample', from: '2020-01-01' },
  until: undefined,
  organisation: 'Sample',
  clauses: [
    { id: 'LK-4', rules: ['extra.horizon', 'extra.notice'], nl: 'Op tijd.', en: 'In time.', source },
    {
      id: 'LK-0',
      rules: RULE_IDS.filter((rule) => !ALWAYS_RULES.includes(rule)),
      nl: 'Al het andere.',
      en: 'All else.',
      source,
    },
  ],
  publicHolidays: [
    'new-year',
    'easter-monday',
    'kings-day',
    'liberation-day-lustrum',
    'ascension',
    'whit-monday',
    'christmas-day',
    'boxing-day',
  ],
  dayPartsMeetAt: '13:00',
  staff: [],
  absence: { ahead: [] },
  swap: {
    offered: [],
    afterToday: true,
    given: { ahead: thirtyDays, notice: [] },
    taken: { ahead: thirtyDays, notice: [] },
    window: [],
    size: [],
    careTypes: 'same',
    exclusions: [],
    caps: [],
  },
  extra: { offered: [], ahead: thirtyDays, notice: hoursBeforeCare(48), caps: [] },
  creditDay: { offered: [], ahead: thirtyDays, notice: hoursBeforeCare(48), caps: [] },
  cancel: { open: [], granted: hoursBeforeCare(24), late: [] },
  place: { order: 'none', secondGroup: false, staffRatio: true, short: 'refused' },
  answer: { workingDays: 2, decided: [], by: [] },
  credit: sampleCredit,
  activation: { daysBeforeStart: 14, validDays: 14, remindAfterDays: 7, reminders: 2 },
  departure: { prepareDaysBefore: 14, completeDaysAfter: 3, downloadDays: 90, remindDaysBefore: 14 },
  remind: { consentDaysAfter: 7, creditDaysBefore: 7 },
}

/** A location for tests, with what a test changes of it. */
export function sampleLocation(changes: Partial<Location> = {}): Location {
  return { id: 'Lelie', closures: [], schoolHolidays: [], ...changes }
}

/** Day care on Monday and Thursday from 07:30 to 18:30, open-ended. */
export function sampleContract(changes: Partial<Contract> = {}): Contract {
  const hours = { from: '07:30', until: '18:30' } as const
  return {
    group: 'Vlinders',
    careType: 'KDV',
    from: '2025-09-01',
    weeks: 52,
    kind: 'fixed',
    days: { mon: hours, thu: hours },
    ...changes,
  }
}

/** A child of two with the contracts, by default the sample one. */
export function sampleChild(id: string, ...contracts: readonly Contract[]): Child {
  return { id, born: '2023-05-04', contracts: contracts.length > 0 ? contracts : [sampleContract()] }
}

interface WorldParts {
  readonly location?: Location
  readonly groups?: readonly Group[]
  readonly children?: readonly Child[]
}

/** A world for tests: one location, three groups, and Femke in day care unless other children are given. */
export function sampleWorld({ location, groups = [], children }: WorldParts = {}): World {
  const here = location ?? sampleLocation()
  const usual: readonly Group[] = [
    { id: 'Vlinders', location: here.id, careType: 'KDV' },
    { id: 'Spechten', location: here.id, careType: 'VSO' },
    { id: 'Uilen', location: here.id, careType: 'NSO' },
  ]
  return {
    locations: new Map([[here.id, here]]),
    groups: new Map([...usual, ...groups].map((group) => [group.id, group])),
    children: new Map((children ?? [sampleChild('Femke')]).map((child) => [child.id, child])),
    requests: [],
    credits: [],
  }
}

/** A guardian's ask at a moment on the wall clock, for instance `2026-03-02 07:29`. */
export function sampleAsking(at: string, ask: Ask): Asking {
  return { ask, at: momentAtWall(at.replace(' ', 'T')), by: 'guardian' }
}
