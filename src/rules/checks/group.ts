import type { TakingCase } from '../cases.ts'
import { addedUp, agesOn, groupDay, groupsCountedTogether, presentWith } from '../group-day.ts'
import { groupOf } from '../lookup.ts'
import { lacking, requestRule } from '../rule.ts'
import { groupMost, requiredStaff, sum } from '../staff-ratio.ts'

/** LK-9: the group has a place left on the day taken. */
export const groupHasPlace = requestRule('group.has-place', (asked: TakingCase) => {
  const { date, group: id } = asked.taken
  if (!id) return 'not-applicable'
  const group = groupOf(asked.world, id)
  if (group.places === undefined) return 'not-applicable'
  const present = presentWith(groupDay(group, date, asked))
  const facts = { group: id, date, present }
  if (group.places === 'unknown') return lacking('places', facts)
  return { held: present <= group.places, facts: { ...facts, places: group.places } }
})

/** LK-9: the staff that is planned is enough by law with this child too. Where it is not known, it is no ground. */
export const groupStaffRatio = requestRule('group.staff-ratio', (asked: TakingCase) => {
  const { taken, child, world } = asked
  const { date, group: id } = taken
  if (!id) return 'not-applicable'
  const group = groupOf(world, id)
  const days = groupsCountedTogether(group, date, world).map((one) => groupDay(one, date, asked))
  const planned = days.map((day) => day.group.staff?.[date]).filter((staff) => staff !== undefined)
  if (planned.length < days.length) return 'not-applicable'
  const staff = sum(planned)
  const known = days.map(({ occupiedAges }) => occupiedAges).filter((ages) => ages !== undefined)
  if (known.length < days.length) return lacking('ages', { group: id, date, staff })
  const children = [...new Set(days.flatMap(({ others }) => others)), child]
  const ages = addedUp([...known, agesOn(children, date)])
  const tooMany = presentWith(groupDay(group, date, asked)) > groupMost(group.careType, date)
  const required = (tooMany ? undefined : requiredStaff(group.careType, date, ages)) ?? 0
  return {
    held: required > 0 && required <= staff,
    facts: { group: id, date, children: sum(ages), staff, required },
  }
})
