import { UserError } from '../../errors.ts'
import type { ReadDb } from '../../store/open.ts'
import { findPhotoViews } from '../../store/photo-sight.ts'
import type { StoredPhoto } from './view.ts'

/** Throws a UserError when no photo, or more than one, goes by that. */
export async function findPhoto(read: ReadDb, word: string): Promise<StoredPhoto> {
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
