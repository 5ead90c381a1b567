import {
  type Cancel,
  careBeforeClosures,
  hoursBefore,
  isTaking,
  type PastRequest,
  sameCareType,
  takenDay,
} from '../../../src/rules/index.ts'
import type { CaseFacts } from './facts.ts'
import { childIn, type IndexedWorld } from './indexed-world.ts'
import { NEVER, startOf, takingOn } from './taken.ts'

export function cancelFacts(ask: Cancel, index: IndexedWorld): CaseFacts {
  const standing = standingFor(ask, index)
  return {
    standing: () => standing.length,
    missing: () => Number(standing.length > 1),
    latest: () => latestFor(standing, ask, index),
  }
}

/** The requests that take the day, and still have it. */
function standingFor({ child: id, date, careType }: Cancel, index: IndexedWorld): readonly PastRequest[] {
  const child = childIn(index, id)
  const planned = new Set(careBeforeClosures(child, date, index.world).map(({ request }) => request))
  return takingOn(date, id, index).filter((request) => {
    if (request.state !== 'open' && !planned.has(request.id)) return false
    const taken = isTaking(request.ask) && takenDay(child, request.ask).careType
    return !careType || !taken || sameCareType(taken, careType)
  })
}

/** A request that is still open can be withdrawn at any time. */
function latestFor([request, other]: readonly PastRequest[], { child, date }: Cancel, index: IndexedWorld) {
  if (!request || other || request.state === 'open' || !isTaking(request.ask)) return NEVER
  const start = startOf(takenDay(childIn(index, child), request.ask), index)
  return start ? hoursBefore(date, start, 24) : NEVER
}
