import { type IsoDate, type Moment, type PhotoSight, photoForGuardian } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { countGuardians, listConcerned, listFamilies } from '../../store/photo-sight.ts'
import { readPhotoConsents } from './consents.ts'
import { findPhoto } from './find-photo.ts'
import { type PhotoView, viewOf } from './view.ts'

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
