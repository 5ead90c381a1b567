import type { AskKind } from '../../rules/ask.ts'
import type { Policy } from '../../rules/policy.ts'
import type { Choice } from '../../rules/terms/index.ts'

/** A setting that depends on circumstances, with where it stands in the file and what it is looked up for. */
export interface PlacedChoice {
  readonly path: readonly (string | number)[]
  readonly choice: Choice<unknown>
  /** The asks for which the setting is read. */
  readonly asks: readonly AskKind[]
  /** The setting is about care that the contract brings, which a paused contract does not. */
  readonly ofContract: boolean
}

type Found = Omit<PlacedChoice, 'asks' | 'ofContract'>
type About = Pick<PlacedChoice, 'asks' | 'ofContract'>

const TAKING: readonly AskKind[] = ['extra', 'swap', 'credit-day']

/** What each part of a policy is read for; the longest path that fits counts. */
const READ_FOR: Readonly<Record<string, About>> = {
  staff: { asks: ['absence', ...TAKING, 'cancel'], ofContract: false },
  absence: { asks: ['absence'], ofContract: true },
  swap: { asks: ['swap'], ofContract: false },
  'swap.given': { asks: ['swap'], ofContract: true },
  extra: { asks: ['extra'], ofContract: false },
  creditDay: { asks: ['credit-day'], ofContract: false },
  cancel: { asks: TAKING, ofContract: false },
  answer: { asks: TAKING, ofContract: false },
  // A late cancellation may become credit, and closed days and years give some: then nobody reports an absence.
  credit: { asks: ['absence', ...TAKING], ofContract: false },
  'credit.earned': { asks: ['absence'], ofContract: true },
  'credit.reported': { asks: ['absence'], ofContract: true },
  'credit.caps': { asks: ['absence'], ofContract: true },
  'credit.pays': { asks: ['credit-day'], ofContract: false },
}

/** The names that some settings have in a file, where the value of the rules has another. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  'answer.decided': ['answer', 'decidedFrom'],
  'credit.unit.points': ['credit', 'points'],
}

/** All settings of a policy that depend on circumstances. */
export function choicesOf(policy: Policy): readonly PlacedChoice[] {
  return [...choicesIn(policy, [])].map(({ path, choice }) => ({
    path: WRITTEN_AS[path.join('.')] ?? path,
    choice,
    ...aboutOf(path),
  }))
}

function* choicesIn(value: unknown, path: Found['path']): Iterable<Found> {
  if (isChoice(value)) yield { path, choice: value }
  else if (Array.isArray(value)) {
    for (const [number, item] of value.entries()) yield* choicesIn(item, [...path, number])
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* choicesIn(item, [...path, key])
  }
}

function isChoice(value: unknown): value is Choice<unknown> {
  return Array.isArray(value) && value.length > 0 && value.every(isEntry)
}

function isEntry(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'when' in value && 'is' in value
}

function aboutOf(path: Found['path']): About {
  for (let length = path.length; length > 0; length -= 1) {
    const about = READ_FOR[path.slice(0, length).join('.')]
    if (about) return about
  }
  throw new RangeError(`Nothing is known of what the setting ${path.join('.')} is read for`)
}
