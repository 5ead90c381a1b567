import { type IsoDate, type Moment, photoFor } from '../../rules/index.ts'
import { listPhotosOf } from '../../store/keepsakes.ts'
import type { ReadDb } from '../../store/open.ts'
import { readPhotoConsents } from '../photos/consents.ts'

export type AllowedPhoto = Awaited<ReturnType<typeof listPhotosOf>>[number]

/**
 * The photos that an export of a child may hold (LK-13), and of how many others on which it is that is not so. Children
 * who leave together, such as twins, keep their photos with each other; what is withdrawn later counts.
 */
export async function readAllowedPhotos(
  read: ReadDb,
  child: { readonly id: number; readonly number: string },
  lastDay: IsoDate | undefined,
  { today }: Moment,
): Promise<{ readonly allowed: readonly AllowedPhoto[]; readonly withheld: number }> {
  const photos = await listPhotosOf(read, child.id)
  const inCareOn = lastDay !== undefined && lastDay < today ? lastDay : today
  const consents = await readPhotoConsents(read, photos, inCareOn)
  const allowed = photos.filter(({ tagged }) => photoFor(child.number, tagged, consents) === 'included')
  return { allowed, withheld: photos.length - allowed.length }
}
