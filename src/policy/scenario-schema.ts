import { z } from 'zod'
import { momentAtWall, WEEKDAYS, type Weekday } from '../rules/time.ts'
import { RULE_IDS } from '../rules/verdict.ts'
import { CARE_TYPES } from '../rules/world.ts'
import { clockTime, day, eitherOf, hours, textAs } from './values.ts'

const name = z.string().min(1)
const careType = z.enum(CARE_TYPES)
const count = z.int().min(0)
const moment = textAs(readMoment, 'a moment like `2026-03-02 07:29`')

const location = z.strictObject({
  closures: z
    .array(
      z.strictObject({
        date: day,
        name,
        from: z.exactOptional(clockTime),
        until: z.exactOptional(clockTime),
      }),
    )
    .default([]),
  schoolHolidays: z.array(z.strictObject({ from: day, until: day, name })).default([]),
})

const group = z.strictObject({
  location: z.exactOptional(name),
  careType,
  places: z.exactOptional(eitherOf('a whole number or `unknown`', [count, z.literal('unknown')])),
  occupied: z.exactOptional(z.record(day, count)),
  staff: z.exactOptional(z.record(day, count)),
  ages: z.exactOptional(z.record(day, z.array(count))),
})

const contract = z.strictObject({
  group: name,
  careType,
  from: day,
  until: z.exactOptional(day),
  weeks: z.int().min(1).max(53).default(52),
  kind: z.enum(['fixed', 'flexible']).default('fixed'),
  days: z.partialRecord(z.enum(WEEKDAYS as [Weekday, ...Weekday[]]), hours),
})

const child = z.strictObject({
  born: day,
  contracts: z.array(contract),
  secondGroups: z.exactOptional(z.array(name)),
})

const wanted = { child: name, time: z.exactOptional(hours), careType: z.exactOptional(careType) }
const taken = { ...wanted, group: z.exactOptional(name) }

/** The asks by the name that a scenario gives them; a step of a case has exactly one. */
export const ASKS = {
  absence: z.strictObject({ ...wanted, date: day, sick: z.exactOptional(z.boolean()) }),
  swap: z.strictObject({ ...taken, give: day, take: day, giveCareType: z.exactOptional(careType) }),
  extra: z.strictObject({ ...taken, date: day }),
  creditDay: z.strictObject({ ...taken, date: day, from: z.exactOptional(day) }),
  cancel: z.strictObject({ child: name, date: day, careType: z.exactOptional(careType) }),
} as const

export type AskName = keyof typeof ASKS
export const ASK_NAMES = Object.keys(ASKS) as readonly AskName[]

const optionalAsks = {
  absence: z.exactOptional(ASKS.absence),
  swap: z.exactOptional(ASKS.swap),
  extra: z.exactOptional(ASKS.extra),
  creditDay: z.exactOptional(ASKS.creditDay),
  cancel: z.exactOptional(ASKS.cancel),
}

const asker = {
  at: moment,
  by: z.enum(['guardian', 'staff']).default('guardian'),
  because: z.exactOptional(z.string()),
}

const expectation = z.strictObject({
  outcome: z.exactOptional(z.enum(['allowed', 'refused', 'needs-review'])),
  broken: z.exactOptional(z.array(z.enum(RULE_IDS))),
  credit: z.exactOptional(
    eitherOf('`none`, or some of `expiresOn`, `minutes` and `points`', [
      z.literal('none'),
      z.strictObject({
        expiresOn: z.exactOptional(day),
        minutes: z.exactOptional(count),
        points: z.exactOptional(z.number()),
      }),
    ]),
  ),
  uses: z.exactOptional(z.array(day)),
  lost: z.exactOptional(count),
  invoiced: z.exactOptional(count),
  decidedFrom: z.exactOptional(day),
})

/** A scenario file as people write it. */
export const scenarioSchema = z.strictObject({
  policy: name,
  locations: z.record(z.string(), location).default({}),
  groups: z.record(z.string(), group),
  children: z.record(z.string(), child),
  cases: z.array(
    z.strictObject({
      ...asker,
      name,
      history: z
        .array(
          z.strictObject({
            ...asker,
            ...optionalAsks,
            answered: z.exactOptional(z.enum(['granted', 'declined'])),
          }),
        )
        .default([]),
      ask: z.strictObject(optionalAsks),
      expect: expectation,
    }),
  ),
})

export type ScenarioText = z.infer<typeof scenarioSchema>
export type CaseText = ScenarioText['cases'][number]
export type StepText = CaseText['history'][number]
export type AskText = CaseText['ask']
export type Expectation = z.infer<typeof expectation>

function readMoment(text: string) {
  if (!/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined
  try {
    return momentAtWall(text.replace(' ', 'T'))
  } catch {
    return undefined
  }
}
