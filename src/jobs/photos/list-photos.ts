import { UserError } from '../../errors.ts'
import { type Moment, type PhotoReason, photoForGuardian } from '../../rules/index.ts'
import { findChild } from '../../store/children.ts'
import type { ReadDb } from '../../store/open.ts'
import { listFamilies, listPhotoViews, type PhotoFilter } from '../../store/photo-sight.ts'
import { unknownChild } from '../requests/record.ts'
import { readPhotoConsents } from './consents.ts'
import { type PhotoView, viewOf } from './view.ts'

/** A photo in a list; for a guardian with the answer of the rules. */
export interface ListedPhoto extends PhotoView {
  readonly seen?: boolean
  readonly reasons?: readonly PhotoReason[]
}

/** Photos by child, by guardian, or without anybody on them. */
export async function listPhotos(
  read: ReadDb,
  filter: PhotoFilter,
  at: Moment,
): Promise<readonly ListedPhoto[]> {
  const { child, guardian } = filter
  if (child !== undefined && !(await findChild(read, child))) throw unknownChild(child)
  const photos = await listPhotoViews(read, filter)
  if (guardian === undefined) return photos.map(viewOf)
  const children = (await listFamilies(read, [guardian])).map(({ number }) => number)
  if (children.length === 0) throw unknownGuardian(guardian)
  const consents = await readPhotoConsents(read, photos, at.today)
  return photos.map((photo) => {
    // An own child is on each of them, so that groups say nothing more.
    const { seen, reasons } = photoForGuardian({ tagged: photo.tagged }, { children, groups: [] }, consents)
    return { ...viewOf(photo), seen, reasons }
  })
}

function unknownGuardian(guardian: number): UserError {
  return new UserError(
    `There is no guardian ${guardian} with a child: "ouderportaal activate status" lists the numbers.`,
  )
}
