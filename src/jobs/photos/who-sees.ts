import { UserError } from '../../errors.ts'
import { type IsoDate, type Moment, type PhotoSight, photoForGuardian } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { countGuardians, findPhotoViews, listConcerned, listFamilies } from '../../store/photo-sight.ts'
import { readPhotoConsents } from './consents.ts'
import { type PhotoView, type StoredPhoto, viewOf } from './view.ts'

export interface PhotoAudience {
  readonly photo: PhotoView
  /** Those who see it first; guardians by their own numbers, children by the planning package's. */
  readonly guardians: readonly GuardianSight[]
  /** Guardians of other groups without a child on it: they don't see it (LK-14). */
  readonly others: number
}

/** Whether one guardian sees it, and through which own children. */
export interface GuardianSight extends PhotoSight {
  readonly guardian: number
}

/** Tells for each guardian whether they see a photo, by the rules that the portal asks too. */
export async function whoSees(read: ReadDb, word: string, at: Moment): Promise<PhotoAudience> {
  const photo = await findPhoto(read, word)
  const consents = await readPhotoConsents(read, [photo], at.today)
  const day = photo.taken_at.slice(0, 10) as IsoDate
  const concerned = await listConcerned(read, { tagged: photo.tagged, groupId: photo.group_id, day })
  const families = await listFamilies(
    read,
    concerned.map(({ guardian }) => guardian),
  )
  const childrenOf = Map.groupBy(families, (row) => row.guardian_id)
  const group = photo.group_id === null ? undefined : String(photo.group_id)
  const guardians = concerned.map(({ guardian, inGroup }) => {
    const children = (childrenOf.get(guardian) ?? []).map(({ number }) => number)
    const groups = inGroup && group !== undefined ? [group] : []
    const asked = { tagged: photo.tagged, ...(group !== undefined && { group }) }
    return { guardian, ...photoForGuardian(asked, { children, groups }, consents) }
  })
  return {
    photo: viewOf(photo),
    guardians: guardians.toSorted((one, other) => Number(other.seen) - Number(one.seen)),
    others: (await countGuardians(read)) - guardians.length,
  }
}

/** Throws a UserError when no photo, or more than one, goes by that. */
async function findPhoto(read: ReadDb, word: string): Promise<StoredPhoto> {
  const [only, ...others] = await findPhotoViews(read, word)
  if (!only) {
    throw new UserError(
      `There is no photo "${word}": write its number, the beginning of its SHA-256 or its file name; "ouderportaal photo list" has them.`,
    )
  }
  if (others.length === 0) return only
  const ids = [only, ...others].slice(0, 10).map(({ id }) => id)
  throw new UserError(`More than one photo goes by "${word}": write the number of one, ${ids.join(', ')}.`)
}
