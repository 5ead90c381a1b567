import { type Asking, decide, type Policy, type Verdict, type World } from '../../src/rules/index.ts'
import type { Answer, Peer } from './peer/peer.ts'

/** What is put to the contestants. */
export interface Asked {
  readonly askings: readonly Asking[]
  readonly world: World
  readonly policy: Policy
}

/** Throws on the first ask that the peer answers otherwise, and on a day that ours offers and the peer refuses: the work must be the same. */
export async function checkAgreement({ askings, world, policy }: Asked, peer: Peer): Promise<void> {
  for (const asking of askings) {
    const verdict = decide(asking, world, policy)
    const [ours, theirs] = [inOrder(answerOf(verdict)), inOrder(await peer.decide(asking))]
    if (ours !== theirs) throw new Error(`${described(asking)}: ours says ${ours}, the peer ${theirs}`)
    for (const { ask } of verdict.outcome === 'allowed' ? [] : verdict.alternatives) {
      if (await peer.isAllowed({ ...asking, ask })) continue
      throw new Error(`${described(asking)}: ours offers ${JSON.stringify(ask)}, the peer refuses it`)
    }
  }
}

/** Throws on the first ask that has another outcome in the other world. */
export function checkSameOutcomes({ askings, world, policy }: Asked, other: World): void {
  for (const asking of askings) {
    const [one, another] = [world, other].map((where) => decide(asking, where, policy).outcome)
    if (one !== another) throw new Error(`${described(asking)}: ${one} in one world, ${another} in the other`)
  }
}

function answerOf(verdict: Verdict): Answer {
  const broken = verdict.reasons
    .filter(({ held, about }) => held === false && about !== 'credit')
    .map(({ rule }) => rule)
  const { outcome } = verdict
  return { outcome, broken, earns: outcome === 'allowed' && verdict.consequences.earns.length > 0 }
}

function inOrder({ outcome, broken, earns }: Answer): string {
  return `${outcome} [${broken.toSorted()}]${earns ? ' and earns' : ''}`
}

function described({ ask, at, by }: Asking): string {
  return `${JSON.stringify(ask)} by ${by} at ${at.wall}`
}
