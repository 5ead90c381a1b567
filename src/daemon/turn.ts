import type { Moment } from '../rules/index.ts'
import { attempt } from './attempt.ts'
import type { Databases, Visit } from './databases.ts'
import type { Member, Work } from './organisation.ts'
import type { Night } from './run-owed.ts'
import type { Watcher } from './watch.ts'

export interface TurnOptions {
  readonly databases: Databases
  readonly night: Night
  readonly watcher: Required<Watcher>
  readonly signal: AbortSignal
  readonly now: () => Moment
  /** A clock in milliseconds. */
  readonly elapsed: () => number
  /** Organisations at the same time. */
  readonly lanes: number
  /** True when it is time for a turn of all again; those with more to do have had enough for now. */
  readonly isOver: () => boolean
}

/**
 * A turn of all organisations: of each what it is owed, and a portion of each of its works. Those with more to do come
 * again after the others, until there is no more or it is time for the next turn.
 */
export async function takeTurn(members: readonly Member[], options: TurnOptions): Promise<void> {
  const { lanes, signal, elapsed, watcher, isOver } = options
  const began = elapsed()
  const ring = [...members]
  let left = members.length
  async function walk(): Promise<void> {
    for (let member = ring.shift(); member && !signal.aborted; member = ring.shift()) {
      const isFirst = left > 0
      left -= 1
      if (!isFirst && isOver()) return
      if (await serve(member, options)) ring.push(member)
    }
  }
  await Promise.all(Array.from({ length: lanes }, walk))
  watcher.turned({ organisations: members.map(({ name }) => name), milliseconds: elapsed() - began })
}

/** True when there is more to do for it. What goes wrong for one is told, and never keeps others from their turn. */
async function serve(member: Member, options: TurnOptions): Promise<boolean> {
  const { databases, night, watcher, now } = options
  const item = { organisation: member.name, what: 'database' }
  try {
    const more = await databases.visit(member, async (visit) => {
      await night.runOwed(visit, member, now())
      return doWorks(visit, member, options)
    })
    return more ?? false
  } catch (error) {
    watcher.failed(item, error)
    return false
  }
}

async function doWorks(visit: Visit, { works }: Member, options: TurnOptions): Promise<boolean> {
  let more = false
  for (const work of works) {
    if (options.signal.aborted) return false
    if (await doPortion(visit, work, options)) more = true
  }
  return more
}

async function doPortion(
  visit: Visit,
  { name: what, do: doWork }: Work,
  { watcher, signal, now, elapsed }: TurnOptions,
): Promise<boolean> {
  const { organisation } = visit
  const item = { organisation: organisation.name, what }
  const began = elapsed()
  const tried = await attempt(item, visit, watcher, () => doWork(organisation, now(), signal))
  if (!tried) return false
  const { more, counts, findings = [] } = tried.done
  watcher.ended(item, { ...(counts && { counts }), findings, milliseconds: elapsed() - began })
  return more
}
