import { UserError } from '../../errors.ts'
import type { Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { listOfferedPhotos } from '../../store/departures.ts'
import { deleteEntries, findEntry, listEntryPhotos } from '../../store/diary.ts'
import type { ReadDb } from '../../store/open.ts'
import type { Job } from '../job.ts'
import { IMPORT_LOCK } from '../run.ts'
import { type EntryView, viewOf } from './list-entries.ts'

export interface EntryRemoval {
  readonly entry: EntryView
  readonly child: string
  /** An export of the child can be downloaded, which was made with it or before it. */
  readonly offered: boolean
}

interface RemovalPlan extends EntryRemoval {
  readonly key: string
  readonly childId: number
}

/** Removes an entry from a diary, with its links to photos. */
export const removeEntryJob: Job<{ readonly entry: number }, RemovalPlan, EntryRemoval> = {
  name: 'remove-diary-entry',
  summary: 'remove an entry from a diary',
  // An import may bring it back.
  lock: () => IMPORT_LOCK,
  describe: ({ entry }) => ({ entry }),
  plan: planRemoval,
  apply: async (write, { key, entry, childId }, at, run) => {
    await deleteEntries(write, [key])
    await addAudit(write, {
      at: at.now.toString(),
      run_id: run.id,
      action: 'diary entry removed',
      subject: `child ${childId}`,
      details: JSON.stringify({ entry: entry.id, writtenAt: entry.writtenAt, photos: entry.photos }),
    })
  },
  report: ({ entry, child, offered }) => ({ entry, child, offered }),
  summarise: () => ({ outcome: 'done', counts: { removed: 1 }, findings: [] }),
}

async function planRemoval(
  read: ReadDb,
  { entry: id }: { readonly entry: number },
  { today }: Moment,
): Promise<RemovalPlan> {
  const found = await findEntry(read, id)
  if (!found)
    throw new UserError(`There is no diary entry ${id}: "ouderportaal diary list CHILD" shows them.`)
  const { key, child_id: childId, child } = found
  const photos = await listEntryPhotos(read, [id])
  const offers = await listOfferedPhotos(read, today)
  const offered = offers.some((offer) => offer.id === childId)
  return { entry: viewOf({ ...found, photos: photos.length }), key, childId, child, offered }
}
