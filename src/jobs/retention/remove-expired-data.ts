import type { Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { dropWaitingExports } from '../../store/export-jobs.ts'
import { listReadyOfChildren } from '../../store/exports.ts'
import { reading, type WriteDb } from '../../store/open.ts'
import { closeAccounts, deleteDiaries, deletePhotos } from '../../store/retention/remove.ts'
import { removeRows } from '../export/remove-exports.ts'
import type { Job, RunRef } from '../job.ts'
import {
  countsOf,
  isEmpty,
  planRemoval,
  type Removal,
  type Retention,
  type ReviewedChild,
  viewsOf,
} from './plan-removal.ts'

export const REMOVE_EXPIRED_DATA = {
  name: 'remove-expired-data',
  summary: 'remove what departed children left, once it was kept as long as the settings say (retention)',
  schedule: '04:30',
} as const

export interface RemovalReport {
  readonly children: readonly ReviewedChild[]
}

/**
 * Closes accounts and removes photos, diaries and exports of children who left long ago. It removes nothing before
 * somebody has seen and confirmed what these settings remove, and not unusually much at once. Photos on which a child is
 * that is kept stay, with all their tags: without them they would look as if nobody's consent were needed. Files go after
 * the transaction.
 */
export function removeExpiredDataJob(retention: Retention): Job<object, Removal, RemovalReport> {
  return {
    ...REMOVE_EXPIRED_DATA,
    describe: () => ({ months: retention.months }),
    plan: (read, _options, at) => planRemoval(read, retention, at),
    apply: async (write, removal, at, run) => {
      if (!removal.refusal && !isEmpty(removal)) await remove(write, removal, at, run)
    },
    report: (removal) => ({ children: viewsOf(removal) }),
    summarise: (removal) => ({
      outcome: removal.refusal ? 'partial' : 'done',
      counts: removal.refusal
        ? { ...NOTHING, refused: removal.children.length }
        : { ...countsOf(removal), refused: 0 },
      findings: removal.refusal ? [removal.refusal] : [],
    }),
  }
}

const NOTHING = { children: 0, photos: 0, diaryEntries: 0, exports: 0, accounts: 0 }

async function remove(write: WriteDb, removal: Removal, at: Moment, run: RunRef): Promise<void> {
  const now = at.now.toString()
  const ids = removal.children.map(({ id }) => id)
  await removeRows(write, await listReadyOfChildren(reading(write), ids), 'retention', at, run)
  await dropWaitingExports(write, ids)
  await deleteDiaries(write, ids)
  await deletePhotos(
    write,
    removal.photos.map(({ id }) => id),
    now,
  )
  await closeAccounts(write, removal.guardians, now)
  for (const { number, photos, diary, exports } of removal.children) {
    const details = JSON.stringify({ photos, diary, exports })
    await addAudit(write, {
      at: now,
      run_id: run.id,
      action: 'data removed',
      subject: `child ${number}`,
      details,
    })
  }
  const { guardians } = removal
  const details = JSON.stringify({ ...countsOf(removal), guardians })
  await addAudit(write, {
    at: now,
    run_id: run.id,
    action: 'retention applied',
    subject: 'children',
    details,
  })
}
