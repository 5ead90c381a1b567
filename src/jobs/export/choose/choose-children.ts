import { UserError } from '../../../errors.ts'
import { addDays, type IsoDate, type Moment } from '../../../rules/index.ts'
import { listDepartures, listStaying } from '../../../store/departures.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listChildren } from '../../../store/people.ts'
import { unknownChildren } from './unknown-children.ts'

/** Which children are meant: those that are named, and those that left or leave in a time. */
export interface Choice {
  readonly children: readonly string[]
  /** Whose last care day is this one or later, and has passed. */
  readonly departedSince?: IsoDate
  /** Whose last care day is today or at most so many days ahead. */
  readonly departingWithin?: number
  /** Also those that are named and do not leave yet. */
  readonly mayStay?: boolean
}

/** Nobody makes a departure export so long beforehand. */
const SOON_DAYS = 92

/** The numbers of the children, each once. Throws a UserError that names every number that is not known, or does not leave. */
export async function chooseChildren(read: ReadDb, choice: Choice, at: Moment): Promise<readonly string[]> {
  await assertKnown(read, choice.children)
  if (!choice.mayStay) await refuseStaying(read, choice.children, at)
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
  const lines = await unknownChildren(read, numbers, await listChildren(read, numbers))
  if (lines.length === 0) return
  throw new UserError(
    `${lines.join('\n')}\nNothing was exported: write each number as the planning package does, with its zeros.`,
  )
}

/** Its parents would read that care ends: a mistake of one digit is not to frighten a family. */
async function refuseStaying(read: ReadDb, numbers: readonly string[], { today }: Moment): Promise<void> {
  const staying = await listStaying(read, numbers, addDays(today, SOON_DAYS))
  if (staying.length === 0) return
  const who = staying.map(({ number }) => number).join(', ')
  const said = staying.length === 1 ? `Child ${who} does not leave` : `Children ${who} do not leave`
  throw new UserError(
    `${said} within ${SOON_DAYS} days, and the guardians would read that care ends. Nothing was exported: check the number, or add --yes.`,
  )
}
