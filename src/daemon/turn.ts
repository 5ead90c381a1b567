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
  /** Waits until that is so. */
  readonly over: () => Promise<void>
  /** By name, also those of an earlier turn that take long: they keep their lane. */
  readonly serving: Map<string, Serving>
}

/** An organisation that is being served. */
export interface Serving {
  readonly member: Member
  readonly end: Promise<unknown>
}

/**
 * A turn of all organisations: of each what it is owed, and a portion of each of its works. Those with more to do come
 * again after the others, until there is no more or it is time for the next turn. One that takes longer than that holds up
 * its lane and nobody else: the turn ends without it once all others have begun.
 */
export async function takeTurn(members: readonly Member[], options: TurnOptions): Promise<void> {
  const { lanes, signal, elapsed, watcher, isOver, over, serving } = options
  const began = elapsed()
  const atWork = [...serving.values()].map(({ end }) => end)
  if (atWork.length >= lanes) await Promise.race([over(), ...atWork])
  const ring = members.filter(({ name }) => !serving.has(name))
  const allBegan = Promise.withResolvers<void>()
  let left = ring.length
  let isEnded = false
  async function walk(): Promise<void> {
    for (let member = ring.shift(); member && !signal.aborted && !isEnded; member = ring.shift()) {
      const isFirst = left > 0
      left -= 1
      if (!isFirst && isOver()) return
      if (left === 0) allBegan.resolve()
      if (await serveAlone(member, options)) ring.push(member)
    }
  }
  const walking = Promise.all(Array.from({ length: lanes - serving.size }, walk))
  const isLate = allBegan.promise.then(over)
  await Promise.race([walking, isLate])
  if (signal.aborted) await walking
  isEnded = true
  watcher.turned({ organisations: members.map(({ name }) => name), milliseconds: elapsed() - began })
}

async function serveAlone(member: Member, options: TurnOptions): Promise<boolean> {
  const { serving } = options
  const end = serve(member, options)
  serving.set(member.name, { member, end })
  return end.finally(() => serving.delete(member.name))
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
