import type { ReaderPlace } from '../../store/newsletters.ts'
import type { ReadDb } from '../../store/open.ts'
import { listGroups, listLocations } from '../../store/organisation.ts'
import { findNamed } from '../find-named.ts'

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
  return findNamed('location', name, await listLocations(read)).id
}

async function findGroup(read: ReadDb, path: string): Promise<number> {
  const groups = (await listGroups(read)).map(({ id, location, name }) => ({
    id,
    name: `${location}/${name}`,
  }))
  return findNamed('group', path, groups).id
}
