import fc from 'fast-check'
import type { Ask, Asking } from '../../../src/rules/ask.ts'
import { whatClosesEverywhere } from '../../../src/rules/opening.ts'
import type { Policy } from '../../../src/rules/policy.ts'
import type { Answer } from '../../../src/rules/record.ts'
import { replay, type Step } from '../../../src/rules/replay.ts'
import { dateTaken, isTaking } from '../../../src/rules/taken-day.ts'
import { samplePolicy } from '../../../src/rules/test-world.ts'
import { type IsoDate, minutesAfter, wallAt } from '../../../src/rules/time.ts'
import { CARE_TYPES, type World } from '../../../src/rules/world.ts'
import { clockAfter, clockAt, daysFrom, maybe, spans, starts, withoutGaps } from './days.ts'
import { policies } from './policies.ts'
import { CHILDREN, GROUP_IDS, worldsAround } from './worlds.ts'

/** Minutes between two things that happen: less than a day. */
const pauses = fc.integer({ min: 0, max: 60 * 20 })
const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, value)

/** Most things are asked for one child, so that they meet each other. */
const children = fc.oneof({ weight: 3, arbitrary: fc.constant(CHILDREN[0]) }, fc.constantFrom(...CHILDREN))

function asksAround(start: IsoDate): fc.Arbitrary<Ask> {
  const anyDay = daysFrom(start, 1, 16)
  const days = fc.oneof({ weight: 6, arbitrary: anyDay.filter(isOpenEverywhere) }, anyDay)
  const who = { child: children, careType: rarely(fc.constantFrom(...CARE_TYPES)) }
  const taking = { ...who, time: rarely(spans), group: rarely(fc.constantFrom(...GROUP_IDS)) }
  const kinds = {
    absence: { ...who, date: days, time: rarely(spans), sick: maybe(fc.boolean()) },
    swap: { ...taking, give: days, take: days, giveCareType: rarely(fc.constantFrom(...CARE_TYPES)) },
    extra: { ...taking, date: days },
    'credit-day': { ...taking, date: days, from: rarely(days) },
    cancel: { ...who, date: days },
  }
  const asks = Object.entries(kinds).map(([kind, parts]) =>
    fc.record({ kind: fc.constant(kind), ...parts } as never).map((ask) => withoutGaps(ask as object) as Ask),
  )
  return fc.oneof(...asks)
}

function isOpenEverywhere(date: IsoDate): boolean {
  return whatClosesEverywhere(date, samplePolicy) === undefined
}

function askingsAround(start: IsoDate): fc.Arbitrary<Omit<Asking, 'at'>> {
  return fc.record({
    ask: asksAround(start),
    by: fc.constantFrom('guardian', 'guardian', 'guardian', 'staff'),
    because: fc.constantFrom('guardian phoned', 'guardian phoned', ''),
  })
}

const ANSWERED: readonly Answer[] = ['granted', 'granted', 'granted', 'declined', undefined]

/** Things that are asked one after another from a day on. An absence and a cancellation wait for no answer. */
function stepsFrom(start: IsoDate): fc.Arbitrary<readonly Step[]> {
  const step = fc.record({ pause: pauses, said: askingsAround(start), answer: fc.constantFrom(...ANSWERED) })
  return fc.array(step, { minLength: 2, maxLength: 8, size: 'max' }).map((steps) => {
    let minutes = 0
    const asks: Ask[] = []
    return steps.map(({ pause, said, answer }) => {
      minutes += pause
      const ask = aimed(said.ask, asks)
      asks.push(ask)
      const waits = ask.kind !== 'absence' && ask.kind !== 'cancel'
      const asking = { ...said, ask, at: clockAfter(start, minutes) }
      return { asking, answer: waits ? answer : undefined }
    })
  })
}

/** A cancellation is of a day that was asked for, if there is one. */
function aimed(ask: Ask, earlier: readonly Ask[]): Ask {
  const taking = earlier.findLast(isTaking)
  return ask.kind === 'cancel' && taking
    ? { kind: 'cancel', child: taking.child, date: dateTaken(taking) }
    : ask
}

/** A policy, a world in which things happened, and what is asked next. */
export interface Story {
  readonly policy: Policy
  readonly start: IsoDate
  /** Before anything happened. */
  readonly before: World
  readonly steps: readonly Step[]
  readonly asking: Asking
}

export const stories: fc.Arbitrary<Story> = starts.chain((start) =>
  fc
    .record({
      policy: policies,
      before: worldsAround(start),
      steps: stepsFrom(start),
      said: askingsAround(start),
      pause: pauses,
    })
    .map(({ said, pause, ...story }) => {
      const asks = story.steps.map(({ asking }) => asking)
      const last = asks.at(-1)?.at.wall ?? wallAt(start, '00:00')
      const ask = aimed(
        said.ask,
        asks.map(({ ask }) => ask),
      )
      return { ...story, start, asking: { ...said, ask, at: clockAt(minutesAfter(last, pause)) } }
    }),
)

/** The world when the story's last question is asked. */
export function worldOf({ before, steps, policy }: Story): World {
  return replay(before, steps, () => policy)
}
