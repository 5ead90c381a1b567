import { rm } from 'node:fs/promises'
import { EXIT, UserError } from '../../errors.ts'
import { storageError } from '../../media/storage-error.ts'
import { exportLock } from '../../store/export-jobs.ts'
import { forgetFile, listLeftFiles } from '../../store/exports.ts'
import { holding } from '../../store/hold.ts'
import type { Store } from '../../store/open.ts'

/** Removes the files of a child's exports that were removed; whoever calls holds the child. How many that are. */
export async function removeLeftFiles(store: Store, childId: number): Promise<number> {
  const left = await listLeftFiles(store.read, childId)
  for (const { id, file } of left) {
    await removeFiles([file ?? ''])
    await store.record((write) => forgetFile(write, id))
  }
  return left.length
}

/** The same of all children, and what a killed process left; a child whose export is being made has its turn another time. */
export async function removeAllLeftFiles(store: Store): Promise<number> {
  const children = new Map((await listLeftFiles(store.read)).map(({ child_id, child }) => [child_id, child]))
  let removed = 0
  for (const [id, child] of children) {
    removed += await unlessBusy(() =>
      holding(store, { name: exportLock(child), busy: '' }, () => removeLeftFiles(store, id)),
    )
  }
  return removed
}

async function unlessBusy(work: () => Promise<number>): Promise<number> {
  return work().catch((error) => {
    if (error instanceof UserError && error.exitCode === EXIT.tryAgain) return 0
    throw error
  })
}

export async function removeFiles(files: readonly string[]): Promise<void> {
  for (const file of files) {
    await rm(file, { force: true }).catch((error) => {
      throw storageError(error, `cannot remove ${file}, which nobody may have any more`)
    })
  }
}
