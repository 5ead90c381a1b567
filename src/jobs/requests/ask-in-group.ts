import { UserError } from '../../errors.ts'
import { type Ask, isTaking, type World } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { listGroups } from '../../store/organisation.ts'

/** The ask for a day in the group of that name, `Vlinders` or `De Lelie/Vlinders`, at one of the child's locations. */
export async function askInGroup(read: ReadDb, ask: Ask, name: string, world: World): Promise<Ask> {
  if (!isTaking(ask)) return ask
  const groups = (await listGroups(read)).filter(({ id }) => world.groups.has(String(id)))
  const [group, other] = groups.filter((one) => [one.name, fullName(one)].includes(name))
  if (group && !other) return { ...ask, group: String(group.id) }
  const problem = other ? `more than one group "${name}"` : `no group "${name}"`
  const choice = groups.map(fullName).toSorted().join(', ')
  throw new UserError(`The locations of child ${ask.child} have ${problem}: choose one of ${choice}.`)
}

function fullName({ location, name }: { readonly location: string; readonly name: string }): string {
  return `${location}/${name}`
}
