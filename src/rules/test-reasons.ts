import type { Ask } from './ask.ts'
import { decide } from './decide.ts'
import { type Answer, record } from './record.ts'
import { sampleAsking, samplePolicy, sampleWorld } from './test-world.ts'
import type { Facts } from './verdict.ts'
import type { Group, World } from './world.ts'

/** A group with places, and with a member of staff on Friday 6 March. */
export const vlinders: Group = {
  id: 'Vlinders',
  location: 'Lelie',
  careType: 'KDV',
  places: 3,
  staff: { '2026-03-06': 1 },
}

/** With that group, and Femke. */
export const worldOfFriday = sampleWorld({ groups: [vlinders] })

/** Each rule that was looked at, with what it found and compared. */
export function reasonsFor(ask: Ask, where = worldOfFriday, policy = samplePolicy, at = '2026-03-02 10:00') {
  const { reasons } = decide(sampleAsking(at, ask), where, policy)
  return Object.fromEntries(reasons.map(({ rule, held, facts }) => [rule, { held, facts }]))
}

/** The world after an ask of an hour before. */
export function worldAfter(
  ask: Ask,
  answer?: Answer,
  where: World = worldOfFriday,
  policy = samplePolicy,
): World {
  return record(where, sampleAsking('2026-03-02 09:00', ask), policy, answer)
}

export const held = (facts: Facts) => ({ held: true, facts })
export const broken = (facts: Facts) => ({ held: false, facts })
export const unknown = (facts: Facts) => ({ held: 'unknown', facts })
