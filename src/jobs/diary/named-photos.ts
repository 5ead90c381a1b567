import type { ReadDb } from '../../store/open.ts'
import { listPhotosNamed, listTags } from '../../store/photos.ts'

/** Finds the photo of a name for the diary of a child. */
export type FindPhoto = (name: string, childId: number) => number | 'ambiguous' | undefined

/**
 * By names or SHA-256. Two cameras may give one name: then it is the one on which the child is tagged, and of several or
 * none of those nobody knows which is meant. A photo of somebody else must not get into a diary unseen.
 */
export async function findNamedPhotos(read: ReadDb, names: Iterable<string>): Promise<FindPhoto> {
  const byName = Map.groupBy(await listPhotosNamed(read, names), ({ name }) => name)
  const shared = [...byName.values()].filter((photos) => photos.length > 1).flat()
  const tags = await listTags(
    read,
    shared.map(({ id }) => id),
  )
  const childrenOn = Map.groupBy(tags, (tag) => tag.photo_id)
  return (name, childId) => {
    const ids = (byName.get(name) ?? []).map(({ id }) => id)
    if (ids.length < 2) return ids[0]
    const own = ids.filter((id) => childrenOn.get(id)?.some((tag) => tag.child_id === childId))
    return own.length === 1 ? own[0] : 'ambiguous'
  }
}
