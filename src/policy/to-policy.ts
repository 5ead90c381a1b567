import type { CreditPolicy, Policy, PolicyBook, SwapPolicy, TakingPolicy } from '../rules/policy.ts'
import { always, type Choice, type Unit } from '../rules/terms/index.ts'
import { addDays, type IsoDate } from '../rules/time.ts'
import type { PolicyText, VersionText } from './policy-schema.ts'
import type { CreditText } from './schema/credit.ts'
import type { Amount } from './terms/amount.ts'

/** What a policy file says, as the rules read it: the first version first, each in force until the next. */
export function toPolicyBook({ organisation, versions }: PolicyText, name: string): PolicyBook {
  const inOrder = versions.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const [first, ...rest] = inOrder.map((version, number) =>
    toPolicy(version, { name, organisation, next: inOrder[number + 1]?.from }),
  )
  if (!first) throw new RangeError('A policy without versions passed its schema')
  return { name, versions: [first, ...rest] }
}

interface Place {
  readonly name: string
  readonly organisation: string
  /** The first day of the next version. */
  readonly next: IsoDate | undefined
}

function toPolicy(version: VersionText, { name, organisation, next }: Place): Policy {
  const { from, until, source, swap, extra, creditDay, answer, credit, ...others } = version
  const { activation, departure, remind, ...same } = others
  return {
    ...same,
    ref: { name, from },
    until: until ?? (next && addDays(next, -1)),
    organisation,
    clauses: version.clauses.map((clause) => ({ source, ...clause })),
    swap: swap ?? NO_SWAPS,
    extra: extra ?? NOT_OFFERED,
    creditDay: creditDay ?? (credit ? NO_LIMITS : NOT_OFFERED),
    answer: { workingDays: answer.within, decided: answer.decidedFrom, by: answer.by },
    credit: credit && toCredit(credit),
    activation: {
      daysBeforeStart: activation.beforeStart,
      validDays: activation.linkValid,
      remindAfterDays: activation.remindAfter,
      reminders: activation.reminders,
    },
    departure: {
      prepareDaysBefore: departure.prepareBefore,
      completeDaysAfter: departure.completeAfter,
      downloadDays: departure.download,
      remindDaysBefore: departure.remindBefore,
    },
    remind: { consentDaysAfter: remind.consentAfter, creditDaysBefore: remind.creditBefore },
  }
}

const NO_LIMITS: TakingPolicy = { offered: [], ahead: [], notice: [], caps: [] }
const NOT_OFFERED: TakingPolicy = { ...NO_LIMITS, offered: always(false) }
const NO_SWAPS: SwapPolicy = {
  offered: always(false),
  afterToday: false,
  given: { ahead: [], notice: [] },
  taken: { ahead: [], notice: [] },
  window: [],
  size: [],
  careTypes: 'same',
  exclusions: [],
  caps: [],
}

function toCredit({ unit, points, yearly, caps, ...same }: CreditText): CreditPolicy {
  return {
    ...same,
    unit: toUnit(unit, points),
    yearly: yearly && { ...yearly, amount: counts(yearly.amount) },
    caps: caps.map((cap) => ({ ...cap, most: counts(cap.most) })),
  }
}

function toUnit(name: CreditText['unit'], points: CreditText['points'] = []): Unit {
  return name === 'points' ? { name, points } : { name }
}

/** The reader has checked that the amounts are in the unit of the policy. */
function counts(amounts: Choice<Amount>): Choice<number> {
  return amounts.map(({ when, is }) => ({ when, is: is.count }))
}
