import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { writeArchive } from '../../archive/write-archive.ts'
import { openMediaStore } from '../../media/file-store.ts'
import { storageError } from '../../media/storage-error.ts'
import { removeParts } from '../../media/write-file.ts'
import type { Moment, Policy } from '../../rules/index.ts'
import { holding } from '../../store/hold.ts'
import type { Store } from '../../store/open.ts'
import { withQueue } from '../with-queue.ts'
import { exportFileName, isExportOf } from './file-name.ts'
import { findUnchanged } from './find-unchanged.ts'
import { type ExportPlan, type GuardianAlbum, planExport } from './plan-export.ts'
import { type ExportedAlbum, recordExports } from './record-exports.ts'
import type { ExportedFile, ExportReport } from './report.ts'

export interface ExportHands {
  readonly organisation: string
  readonly policy: Policy
  /** Folder of the photos and videos. */
  readonly media: string
  /** Folder of the finished ZIPs. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly elapsed: () => number
}

/**
 * Makes a ZIP for each guardian of a child and then records them in one transaction, in which what they supersede is
 * taken back. The long work is done outside of it, by one process at a time.
 */
export async function exportChild(
  store: Store,
  child: string,
  hands: ExportHands,
  at: Moment,
): Promise<ExportReport> {
  const busy = `Child ${child} is being exported by another process: wait until it ends and try again.`
  return holding(store, { name: `export/${child}`, busy }, async () => {
    const plan = await planExport(store.read, { child, organisation: hands.organisation }, at)
    await prepareFolder(hands.folder, child)
    const exported = await makeAndRecord(store, plan, hands, at)
    const outOfDate = plan.superseded.flatMap(({ file }) => file ?? [])
    await removeFiles([...outOfDate, ...(await findStrays(hands.folder, child, exported))])
    return { child, files: exported.map(({ file }) => file), removed: plan.superseded.length }
  })
}

async function prepareFolder(folder: string, child: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await removeParts(folder, (name) => isExportOf(child, name))
  } catch (error) {
    throw storageError(error, `cannot write in ${folder}`)
  }
}

/**
 * ZIPs of this child that no record names: a run was killed between a file and its record, or before it removed what
 * was out of date. They may hold photos whose consent is gone. The folder is this database's alone.
 */
async function findStrays(folder: string, child: string, exported: readonly ExportedAlbum[]) {
  const known = new Set(exported.map(({ file }) => basename(file.file)))
  const names = await readdir(folder)
  return names.filter((name) => isExportOf(child, name) && !known.has(name)).map((name) => join(folder, name))
}

/** Nothing that was made stays when it can't be recorded: nobody would know of it. */
async function makeAndRecord(
  store: Store,
  plan: ExportPlan,
  hands: ExportHands,
  at: Moment,
): Promise<readonly ExportedAlbum[]> {
  const exported: ExportedAlbum[] = []
  try {
    for (const album of plan.albums) {
      const file = (await findUnchanged(store.read, album)) ?? (await make(plan.child, album, hands, at))
      exported.push({ album, file })
    }
    await withQueue(store, (queue) =>
      store.transaction((write) => recordExports(write, plan, exported, { ...hands, queue, at })),
    )
    return exported
  } catch (error) {
    const made = exported.flatMap(({ file }) => (file.unchanged ? [] : file.file))
    await removeFiles(made).catch(() => {})
    throw error
  }
}

async function make(
  child: string,
  { key, album, position, name }: GuardianAlbum,
  { folder, media, signal }: ExportHands,
  at: Moment,
): Promise<ExportedFile> {
  const target = join(folder, exportFileName(child, key))
  const made = await writeArchive(album, openMediaStore(media), target, { madeAt: at, signal })
  const { file, bytes, sha256, leftOut, lost } = made
  const photos = album.photos.length - lost.length
  return {
    guardian: position,
    name,
    file,
    bytes,
    sha256,
    photos,
    diary: album.diary.length,
    leftOut,
    unchanged: false,
  }
}

async function removeFiles(files: readonly string[]): Promise<void> {
  for (const file of files) {
    await rm(file, { force: true }).catch((error) => {
      throw storageError(error, `cannot remove ${file}, which is out of date`)
    })
  }
}
