import type { TakingCase } from '../cases/taking.ts'
import { groupDay, groupsCountedTogether } from '../group-day.ts'
import { groupOf } from '../lookup.ts'
import { lacking, placeRule, requestRule } from '../rule.ts'
import { groupMost } from '../staff-ratio.ts'

/** Where a child may come in a second group: another than its own only with consent for it. */
export const groupConsented = requestRule('group.consented', ({ asking, child, policy }: TakingCase) => {
  const { ask } = asking
  const named = 'group' in ask ? ask.group : undefined
  if (!named || child.contracts.some(({ group }) => group === named)) return 'not-applicable'
  const possible = policy.place.secondGroup
  return { held: possible && (child.secondGroups ?? []).includes(named), facts: { group: named, possible } }
})

/** LK-9: the group has a place left on the day taken. */
export const groupHasPlace = placeRule('group.has-place', (asked: TakingCase) => {
  const { date, group: id } = asked.taken
  if (!id) return 'not-applicable'
  const group = groupOf(asked.world, id)
  if (group.places === undefined) return 'not-applicable'
  const present = groupDay([group], date, asked).children
  const facts = { group: id, date, present }
  if (group.places === 'unknown') return lacking('places', facts)
  return { held: present <= group.places, facts: { ...facts, places: group.places } }
})

/** LK-9: the staff that is planned is enough by law with this child too. Where it is not known, it is no ground. */
export const groupStaffRatio = placeRule('group.staff-ratio', (asked: TakingCase) => {
  const { taken, world, policy } = asked
  const { date, group: id } = taken
  if (!id || !policy.place.staffRatio) return 'not-applicable'
  const group = groupOf(world, id)
  const { children, staff, required } = groupDay(groupsCountedTogether(group, date, world), date, asked)
  if (staff === undefined) return 'not-applicable'
  if (required === undefined) return lacking('ages', { group: id, date, staff })
  const tooMany = groupDay([group], date, asked).children > groupMost(group.careType, date)
  const needed = tooMany ? 0 : required
  return {
    held: needed > 0 && needed <= staff,
    facts: { group: id, date, children, staff, required: needed },
  }
})
