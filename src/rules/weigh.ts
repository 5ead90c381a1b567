import type { Ask, Asking } from './ask.ts'
import type { Kind } from './consequences.ts'
import { absence } from './kinds/absence.ts'
import { cancel } from './kinds/cancel.ts'
import { creditDay } from './kinds/credit-day.ts'
import { extra } from './kinds/extra.ts'
import { swap } from './kinds/swap.ts'
import { childOf } from './lookup.ts'
import type { Policy } from './policy.ts'
import { type Case, reasonFor } from './rule.ts'
import type { Consequences, Reason, RuleId } from './verdict.ts'
import type { World } from './world.ts'

/** An ask on the scales: its reasons one by one, each rule evaluated when its reason is taken. */
export interface Weighing {
  /** Of all rules, or of those that are named. */
  readonly reasons: (only?: readonly RuleId[]) => Iterable<Reason>
  readonly consequences: (reasons: readonly Reason[]) => Consequences
}

/** Puts an ask before the rules of its kind. Throws RangeError when the world lacks its child, or that child's group. */
export function weigh(asking: Asking, world: World, policy: Policy): Weighing {
  const { ask } = asking
  const asked: Case = { asking, child: childOf(world, ask.child), world, policy }
  switch (ask.kind) {
    case 'absence':
      return weighing(absence, asked, ask)
    case 'swap':
      return weighing(swap, asked, ask)
    case 'extra':
      return weighing(extra, asked, ask)
    case 'credit-day':
      return weighing(creditDay, asked, ask)
    case 'cancel':
      return weighing(cancel, asked, ask)
  }
}

function weighing<A extends Ask, C extends Case>(kind: Kind<A, C>, asked: Case, ask: A): Weighing {
  const opened = kind.open(asked, ask)
  return {
    *reasons(only) {
      for (const rule of kind.rules) {
        if (only && !only.includes(rule.id)) continue
        const reason = reasonFor(rule, opened)
        if (reason) yield reason
      }
    },
    consequences: (reasons) => kind.consequences(opened, reasons),
  }
}
