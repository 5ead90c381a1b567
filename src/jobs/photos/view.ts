import type { WallMoment } from '../../rules/index.ts'
import type { findPhotoViews } from '../../store/photo-sight.ts'
import type { TakenFrom } from '../../store/tables.ts'

export type StoredPhoto = Awaited<ReturnType<typeof findPhotoViews>>[number]

/** A photo as staff look for it. */
export interface PhotoView {
  readonly id: number
  readonly sha256: string
  readonly type: string
  readonly takenAt: WallMoment
  readonly takenFrom: TakenFrom
  /** `LOCATION/GROUP`; null when it is not known. */
  readonly group: string | null
  readonly fileName: string
  /** How many children are on it. */
  readonly children: number
}

export function viewOf(photo: StoredPhoto): PhotoView {
  return {
    id: photo.id,
    sha256: photo.sha256,
    type: photo.type,
    takenAt: photo.taken_at.replace(' ', 'T').slice(0, 19) as WallMoment,
    takenFrom: photo.taken_from,
    group: photo.group === null ? null : `${photo.location}/${photo.group}`,
    fileName: photo.file_name,
    children: photo.tagged.length,
  }
}
