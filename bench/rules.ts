import { resolve } from 'node:path'
import { loadPolicy } from '../src/policy/load.ts'
import { decide } from '../src/rules/index.ts'
import { beside, type Row } from './measure.ts'
import { type Asked, checkAgreement, checkSameOutcomes } from './rules/agreement.ts'
import { makeAskings } from './rules/organisation/askings.ts'
import { withOlderEvents, withStrangers } from './rules/organisation/larger-world.ts'
import { makeWorld } from './rules/organisation/world.ts'
import { indexWorld } from './rules/peer/indexed-world.ts'
import { makePeer } from './rules/peer/peer.ts'
import { type Rounds, roundsInTurn, timeEach, timeEachAnswer } from './rules/rounds.ts'

const ROUNDS = { rounds: 5, warmUpMs: 1000 }
const CHILDREN = 500
const EVENTS = 30_000
const TIMES_LARGER = 10
const PEER = 'json-rules-engine'

/** How fast a decision of De Lange Keizer is beside the same in json-rules-engine, and what a larger organisation costs. */
export async function rules(quick: boolean): Promise<readonly Row[]> {
  const book = await loadPolicy('delangekeizer', resolve(import.meta.dirname, '../policies'))
  const policy = book.versions[0]
  const world = makeWorld(CHILDREN, EVENTS, policy)
  const asked = { askings: makeAskings(world, quick ? 400 : 4000, policy), world, policy }
  return [
    ...(await besidePeer(asked)),
    await growth(`${CHILDREN * TIMES_LARGER} children`, asked, withStrangers(world, TIMES_LARGER)),
    await growth(`${EVENTS * TIMES_LARGER} past events`, asked, withOlderEvents(world, TIMES_LARGER)),
  ]
}

/**
 * The first peer does the same work: the outcome, all broken rules, and other days where it is not allowed. The
 * second leaves out those days, which ours never does.
 */
async function besidePeer({ askings, world, policy }: Asked): Promise<readonly Row[]> {
  const peer = makePeer(indexWorld(world, policy))
  await checkAgreement({ askings, world, policy }, peer)
  const [ours, withDays, withoutDays] = await roundsInTurn(
    [
      timeEach(askings, (asking) => decide(asking, world, policy)),
      timeEachAnswer(askings, peer.decideWithDays),
      timeEachAnswer(askings, peer.decide),
    ],
    ROUNDS,
  )
  const peers = (measure: (rounds: Rounds) => number) => [
    beside(PEER, measure(ours), measure(withDays)),
    beside(`${PEER} without other days`, measure(ours), measure(withoutDays)),
  ]
  const perSecond = ({ mean }: Rounds) => 1000 / mean
  const slowest = ({ p99 }: Rounds) => p99
  const times = perSecond(ours) / perSecond(withDays)
  return [
    {
      what: 'decisions on one core',
      ours: perSecond(ours),
      unit: 'decisions/s',
      peers: peers(perSecond),
      goal: 'at least 50 times',
      holds: times >= 50,
    },
    {
      what: 'p99 of one decision',
      ours: ours.p99,
      unit: 'ms',
      peers: peers(slowest),
      goal: 'ours under 0.2 ms',
      holds: ours.p99 < 0.2,
    },
  ]
}

/**
 * The same asks of the same children in a world with more of what should not matter. The mean and not the median:
 * what only credit days would pay for must show too.
 */
async function growth(what: string, asked: Asked, larger: Asked['world']): Promise<Row> {
  const { askings, world, policy } = asked
  checkSameOutcomes(asked, larger)
  const [grown, small] = await roundsInTurn(
    [
      timeEach(askings, (asking) => decide(asking, larger, policy)),
      timeEach(askings, (asking) => decide(asking, world, policy)),
    ],
    ROUNDS,
  )
  const peer = beside(`with ${CHILDREN} children and ${EVENTS} past events`, grown.mean, small.mean)
  return {
    what: `one decision with ${what}`,
    ours: grown.mean,
    unit: 'ms',
    peers: [peer],
    goal: 'at most 1.25 times',
    holds: peer.ratio <= 1.25,
  }
}
