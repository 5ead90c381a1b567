import { UserError } from '../../../errors.ts'
import { addDays, type IsoDate, type Moment } from '../../../rules/index.ts'
import { listDepartures } from '../../../store/departures.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listChildren } from '../../../store/people.ts'
import { nearestChildren } from './nearest-children.ts'

/** Which children are meant: those that are named, and those that left or leave in a time. */
export interface Choice {
  readonly children: readonly string[]
  /** Whose last care day is this one or later, and has passed. */
  readonly departedSince?: IsoDate
  /** Whose last care day is today or at most so many days ahead. */
  readonly departingWithin?: number
}

/** The numbers of the children, each once. Throws a UserError that names every number that is not known. */
export async function chooseChildren(read: ReadDb, choice: Choice, at: Moment): Promise<readonly string[]> {
  await assertKnown(read, choice.children)
  const departures = await Promise.all(periodsOf(choice, at).map((period) => listDepartures(read, period)))
  const leaving = departures.flat().map(({ number }) => number)
  return [...new Set([...choice.children, ...leaving])]
}

function periodsOf({ departedSince, departingWithin }: Choice, { today }: Moment) {
  return [
    ...(departedSince === undefined ? [] : [{ from: departedSince, until: addDays(today, -1) }]),
    ...(departingWithin === undefined ? [] : [{ from: today, until: addDays(today, departingWithin) }]),
  ]
}

async function assertKnown(read: ReadDb, numbers: readonly string[]): Promise<void> {
  const known = new Set((await listChildren(read, numbers)).map(({ number }) => number))
  const unknown = numbers.filter((number) => !known.has(number))
  if (unknown.length === 0) return
  const lines: string[] = []
  for (const number of unknown) {
    const near = await nearestChildren(read, number)
    const words = near.map(({ number: other, name }) => `${other} (${name})`).join(', ')
    lines.push(`There is no child with number "${number}"${words && `; near it are ${words}`}.`)
  }
  throw new UserError(
    `${lines.join('\n')}\nNothing was exported: write each number as the planning package does, with its zeros.`,
  )
}
