import { createHash } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { LostFile } from '../../archive/add-photos.ts'
import { prepareThread, writeArchiveApart } from '../../archive/write-apart.ts'
import { UserError } from '../../errors.ts'
import { storageError } from '../../media/storage-error.ts'
import { removeParts } from '../../media/write-file.ts'
import type { Moment, Policy } from '../../rules/index.ts'
import { exportLock } from '../../store/export-jobs.ts'
import { listNamedFiles, listReadyFiles } from '../../store/exports.ts'
import { holding } from '../../store/hold.ts'
import type { Store, WriteDb } from '../../store/open.ts'
import { keepingQueue } from '../keeping-queue.ts'
import { withQueue } from '../with-queue.ts'
import { exportFileName, isExportOf } from './file-name.ts'
import { findUnchanged } from './find-unchanged.ts'
import { nameLost } from './lost-photos.ts'
import { ofGuardian } from './of-guardian.ts'
import { type ExportPlan, type GuardianAlbum, planExport } from './plan-export.ts'
import { type ExportedAlbum, recordExports } from './record-exports.ts'
import { removeFiles, removeLeftFiles } from './remove-files.ts'
import type { ExportedFile, ExportReport } from './report.ts'

export interface ExportHands {
  readonly organisation: string
  readonly policy: Policy
  /** Folder of the photos and videos. */
  readonly media: string
  /** Folder of the finished ZIPs. */
  readonly folder: string
  /** With more bytes of photos and videos than this, one ZIP becomes several, by year. */
  readonly split?: number | undefined
  readonly signal: AbortSignal
  readonly elapsed: () => number
  /** Its guardians hear of it once more, and have as long to download it as if it were new. */
  readonly tellAgain?: boolean
  /** Only for this guardian, 1 or 2, the place with the child. */
  readonly guardian?: number
  /** Who runs it, if not whoever started this process. */
  readonly actor?: string
  /** Of an export that waited in the queue; left out: one by hand. */
  readonly claim?: {
    readonly worker: string
    /** Of this worker and this try alone: what two of them make has two names, so that neither takes the other's away. */
    readonly mark: string
    /** In the transaction that records; throws when another worker has taken over. */
    settle(write: WriteDb): Promise<void>
  }
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
  const hold = { name: exportLock(child), busy, holder: hands.claim?.worker }
  return holding(store, hold, async () => {
    prepareThread()
    const { organisation, split } = hands
    const whole = await planExport(store.read, { child, organisation, split }, at)
    const plan = ofGuardian(whole, hands.guardian)
    const before = await prepareFolder(hands.folder, child)
    const { exported, lost, queued } = await makeAndRecord(store, plan, hands, at)
    const left = await removeUnnamed(store, plan.childId, before)
    const files = exported.map(({ file }) => file)
    const lostPhotos = await nameLost(store.read, lost)
    return { child, files, removed: plan.superseded.length, lostPhotos, queued, ...(left && { left }) }
  })
}

/** Gives the ZIPs of this child that are there now. */
async function prepareFolder(folder: string, child: string): Promise<readonly string[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await removeParts(folder, (name) => isExportOf(child, name))
    const names = await readdir(folder)
    return names.filter((name) => isExportOf(child, name)).map((name) => join(folder, name))
  } catch (error) {
    throw storageError(error, `cannot write in ${folder}`)
  }
}

/**
 * What is out of date, and ZIPs of this child that no record names: a run was killed between a file and its record. They
 * may hold photos whose consent is gone. Only what was there beforehand goes: a worker that slept may find what another
 * made since. The folder is this database's alone. What is recorded stands, whatever becomes of this: gives why a file
 * could not go.
 */
async function removeUnnamed(
  store: Store,
  childId: number,
  before: readonly string[],
): Promise<string | undefined> {
  const known = new Set((await listReadyFiles(store.read, childId)).map((file) => basename(file)))
  try {
    await removeFiles(before.filter((file) => !known.has(basename(file))))
    await removeLeftFiles(store, childId)
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

interface Made {
  readonly exported: readonly ExportedAlbum[]
  readonly lost: readonly LostFile[]
  /** Mails, by id. */
  readonly queued: readonly string[]
}

/** Nothing that was made stays when it can't be recorded: nobody would know of it. */
async function makeAndRecord(store: Store, plan: ExportPlan, hands: ExportHands, at: Moment): Promise<Made> {
  const exported: ExportedAlbum[] = []
  const lost: LostFile[] = []
  try {
    for (const album of plan.albums) {
      const unchanged = await findUnchanged(store.read, album)
      const made = unchanged ? { file: unchanged, lost: [] } : await make(plan.child, album, hands)
      exported.push({ album, file: made.file })
      lost.push(...made.lost)
    }
    const queued = await withQueue(store, async (opened) => {
      const { queue, queued } = keepingQueue(opened)
      await store.transaction(async (write) => {
        await hands.claim?.settle(write)
        await recordExports(write, plan, exported, { ...hands, queue, at })
      })
      return queued
    })
    return { exported, lost, queued }
  } catch (error) {
    const made = exported.flatMap(({ file }) => (file.unchanged ? [] : file.file))
    await removeUnrecorded(store, made).catch(() => {})
    throw error
  }
}

/** A connection that was lost while it committed may have recorded them: what is named stays, and who can't look leaves all. */
async function removeUnrecorded(store: Store, made: readonly string[]): Promise<void> {
  const named = await listNamedFiles(store.read, made)
  await removeFiles(made.filter((file) => !named.has(file)))
}

async function make(
  child: string,
  { key, nameKey, album, position, name }: GuardianAlbum,
  { folder, media, signal, claim }: ExportHands,
): Promise<{ readonly file: ExportedFile; readonly lost: readonly LostFile[] }> {
  const named = claim ? markedKey(key, claim.mark) : nameKey
  const target = join(folder, exportFileName(child, named, album.part?.label))
  const made = await writeArchiveApart({ album, media, target }, signal)
  const { lost, bytes, sha256, leftOut } = made
  const photos = album.photos.length - lost.length
  const file: ExportedFile = {
    guardian: position,
    name,
    file: made.file,
    bytes,
    sha256,
    photos,
    diary: album.diary.length,
    leftOut,
    unchanged: false,
    ...(album.part && { part: album.part }),
  }
  return { file, lost }
}

function markedKey(key: string, mark: string): string {
  return createHash('sha256').update(`${key} ${mark}`).digest('hex')
}
