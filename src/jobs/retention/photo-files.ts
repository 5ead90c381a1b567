import { openMediaStore } from '../../media/file-store.ts'
import type { Moment } from '../../rules/index.ts'
import { reading, type Store, type WriteDb } from '../../store/open.ts'
import { forgetPhotoRemovals, listPhotoFiles, listPhotoRemovals } from '../../store/retention/remove.ts'
import { IMPORT_LOCK, takeLock } from '../run.ts'

/** An import keeps a file before the row of its photo: for so long a file that seems to be nobody's may be one of those. */
const HOURS = 20
const BATCH = 200

/** Removes the files of photos that were removed, unless the same photo has come in again. How many that are. */
export async function removePhotoFiles(store: Store, media: string, at: Moment): Promise<number> {
  const before = at.now.subtract({ hours: HOURS }).toString()
  let removed = 0
  for (;;) {
    const batch = await store.record((write) => removeBatch(write, media, before))
    if (batch === undefined) return removed
    removed += batch
  }
}

async function removeBatch(write: WriteDb, media: string, before: string): Promise<number | undefined> {
  await takeLock(write, IMPORT_LOCK)
  const files = await listPhotoRemovals(reading(write), before, BATCH)
  if (files.length === 0) return undefined
  const back = await listPhotoFiles(reading(write), files)
  const gone = files.filter((sha256) => !back.has(sha256))
  const store = openMediaStore(media)
  for (const sha256 of gone) await store.remove(sha256)
  await forgetPhotoRemovals(write, files)
  return gone.length
}
