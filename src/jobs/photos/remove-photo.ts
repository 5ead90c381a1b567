import { addAudit } from '../../store/audit.ts'
import type { ReadDb } from '../../store/open.ts'
import { countEntriesWith, takeFromDiaries } from '../../store/photos.ts'
import { deletePhotos } from '../../store/retention/remove.ts'
import type { Job } from '../job.ts'
import { IMPORT_LOCK } from '../run.ts'
import { findPhoto } from './find-photo.ts'
import { type PhotoView, viewOf } from './view.ts'

export interface PhotoRemoval {
  readonly photo: PhotoView
  /** How many entries of diaries lose it. */
  readonly entries: number
}

/** Removes a photo from everywhere it is shown; its file goes the night after, and exports that hold it are made anew. */
export const removePhotoJob: Job<{ readonly photo: string }, PhotoRemoval, PhotoRemoval> = {
  name: 'remove-photo',
  summary: 'remove a photo or film',
  // An import may bring it back.
  lock: () => IMPORT_LOCK,
  describe: () => ({}),
  plan: planRemoval,
  apply: async (write, { photo, entries }, at, run) => {
    const now = at.now.toString()
    await takeFromDiaries(write, photo.id)
    await deletePhotos(write, [photo.id], now)
    const { id, sha256, children } = photo
    const entry = { at: now, run_id: run.id, action: 'photo removed', subject: `photo ${id}` }
    await addAudit(write, {
      ...entry,
      details: JSON.stringify({ because: 'by-hand', sha256, children, entries }),
    })
  },
  report: (removal) => removal,
  summarise: ({ entries }) => ({ outcome: 'done', counts: { removed: 1, entries }, findings: [] }),
}

async function planRemoval(read: ReadDb, { photo: word }: { readonly photo: string }): Promise<PhotoRemoval> {
  const photo = viewOf(await findPhoto(read, word))
  return { photo, entries: await countEntriesWith(read, photo.id) }
}
