import { UserError } from '../../errors.ts'
import type { ReaderPlace } from '../../store/newsletters.ts'
import type { ReadDb } from '../../store/open.ts'
import { listGroups, listLocations } from '../../store/organisation.ts'

/** Where a newsletter goes; neither: everywhere. */
export interface NewsletterTo {
  /** The name of a location. */
  readonly location?: string
  /** `LOCATION/GROUP`: groups of two locations may have one name. */
  readonly group?: string
}

/** Throws a UserError on a location or a group that nobody knows. */
export async function findPlace(read: ReadDb, { location, group }: NewsletterTo): Promise<ReaderPlace> {
  if (group !== undefined) return { group: await findGroup(read, group) }
  if (location !== undefined) return { location: await findLocation(read, location) }
  return {}
}

async function findLocation(read: ReadDb, name: string): Promise<number> {
  const locations = await listLocations(read)
  const found = locations.find((location) => location.name === name)
  if (found) return found.id
  throw new UserError(`There is no location "${name}": choose one of ${listed(locations)}.`)
}

async function findGroup(read: ReadDb, path: string): Promise<number> {
  const groups = (await listGroups(read)).map(({ id, location, name }) => ({
    id,
    name: `${location}/${name}`,
  }))
  const found = groups.find((group) => group.name === path)
  if (found) return found.id
  throw new UserError(`There is no group "${path}": choose one of ${listed(groups)}.`)
}

function listed(named: readonly { readonly name: string }[]): string {
  const names = named.map(({ name }) => name).toSorted()
  return names.join(', ') || '(none yet)'
}
