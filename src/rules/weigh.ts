import type { Ask, Asking } from './ask.ts'
import type { Kind } from './consequences.ts'
import { absence } from './kinds/absence.ts'
import { cancel } from './kinds/cancel.ts'
import { creditDay } from './kinds/credit-day.ts'
import { extra } from './kinds/extra.ts'
import { swap } from './kinds/swap.ts'
import { childOf } from './lookup.ts'
import type { Policy } from './policy.ts'
import { type Case, type OpenedCase, type Rule, reasonsFor } from './rule.ts'
import type { Consequences, Reason, RuleId } from './verdict.ts'
import type { World } from './world.ts'

/** An ask on the scales. */
export interface Weighing {
  readonly reasons: () => readonly Reason[]
  /**
   * True when nothing is in the way, of all rules or of those that are named. Stops at the first rule that is: most
   * days of a month have one, and the dear rules come last.
   */
  readonly isAllowed: (only?: readonly RuleId[]) => boolean
  /** True when a rule is broken that no other day would mend. */
  readonly isHopeless: () => boolean
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

function weighing<A extends Ask, C extends OpenedCase>(kind: Kind<A, C>, asked: Case, ask: A): Weighing {
  const opened = kind.open(asked, ask)
  return {
    reasons: () => [...reasonsFor(kind.rules, opened), ...(kind.furtherReasons?.(opened) ?? [])],
    isAllowed: (only) =>
      kind.rules.every((rule) => (only && !only.includes(rule.id)) || !stands(rule, opened)),
    isHopeless: () => kind.rules.some((rule) => rule.anyDay && stands(rule, opened)),
    consequences: (reasons) => kind.consequences(opened, reasons),
  }
}

/** True when the rule stands in the way of the ask: it is broken, or lacks a fact. */
function stands<C extends OpenedCase>({ about, check }: Rule<C>, asked: C): boolean {
  if (about !== 'request' && about !== 'place') return false
  const found = check(asked)
  return found !== 'not-applicable' && found.held !== true
}
