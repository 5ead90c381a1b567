import { randomUUID } from 'node:crypto'
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LeftOutCounts } from '../../archive/manifest.ts'
import { writeArchive } from '../../archive/write-archive.ts'
import { openFileStore } from '../../media/file-store.ts'
import { addDays, type Moment, type Policy } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { findExport, saveExport } from '../../store/exports.ts'
import type { ReadDb, Store, WriteDb } from '../../store/open.ts'
import { insertRun } from '../../store/runs.ts'
import { type ExportPlan, type GuardianAlbum, planExport } from './plan-export.ts'

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

export interface ExportedFile {
  /** The guardian's place with the child, 1 or 2; no name. */
  readonly guardian: number
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly photos: number
  readonly diary: number
  readonly leftOut: LeftOutCounts
  /** Nothing changed since it was made: the file that was there stays. */
  readonly unchanged: boolean
}

/** What an export would hold, or holds. */
export interface ExportReport {
  readonly child: string
  readonly files: readonly ExportedFile[]
}

/**
 * Makes a ZIP for each guardian of a child and then records them in one transaction. The long work
 * is done outside of it: a file without its record is made again, a record without its file can't be.
 */
export async function exportChild(
  store: Store,
  child: string,
  hands: ExportHands,
  at: Moment,
): Promise<ExportReport> {
  const plan = await planExport(store.read, { child, organisation: hands.organisation }, at)
  await mkdir(hands.folder, { recursive: true, mode: 0o700 })
  const files: ExportedFile[] = []
  for (const album of plan.albums) {
    files.push((await findUnchanged(store.read, album)) ?? (await make(album, plan, hands, at)))
  }
  await store.transaction((write) => recordExports(write, plan, files, hands, at))
  return { child, files }
}

async function findUnchanged(
  read: ReadDb,
  { key, position, album }: GuardianAlbum,
): Promise<ExportedFile | undefined> {
  const known = await findExport(read, key)
  if (!known?.file || known.state !== 'ready') return undefined
  const onDisk = await stat(known.file).catch(() => undefined)
  if (onDisk?.size !== known.bytes) return undefined
  return {
    guardian: position,
    file: known.file,
    bytes: known.bytes,
    sha256: known.sha256 ?? '',
    photos: album.photos.length,
    diary: album.diary.length,
    leftOut: (known.counts as { leftOut: LeftOutCounts }).leftOut,
    unchanged: true,
  }
}

async function make({ album, position }: GuardianAlbum, plan: ExportPlan, hands: ExportHands, at: Moment) {
  const target = join(hands.folder, fileNameOf(plan.child, position))
  const made = await writeArchive(album, openFileStore(hands.media), target, {
    madeAt: at,
    signal: hands.signal,
  })
  return {
    guardian: position,
    file: made.file,
    bytes: made.bytes,
    sha256: made.sha256,
    photos: album.photos.length - made.lost.length,
    diary: album.diary.length,
    leftOut: made.leftOut,
    unchanged: false,
  }
}

/** Numbers are text of the planning package: what is unsafe in a file name is written as its code. */
function fileNameOf(child: string, position: number): string {
  const safe = child.replace(/[^A-Za-z0-9]/g, (letter) => `_${letter.codePointAt(0)?.toString(16)}`)
  return `kind-${safe}-ouder-${position}.zip`
}

async function recordExports(
  write: WriteDb,
  plan: ExportPlan,
  files: readonly ExportedFile[],
  { policy, elapsed }: ExportHands,
  at: Moment,
): Promise<void> {
  const run = randomUUID()
  const made = files.filter((file) => !file.unchanged)
  for (const [index, file] of files.entries()) {
    const album = plan.albums[index] as GuardianAlbum
    if (!file.unchanged) await saveExport(write, rowOf(plan, album, file, policy, at))
  }
  const lost = made.reduce((sum, { leftOut }) => sum + leftOut['missing-file'] + leftOut['damaged-file'], 0)
  const now = at.now.toString()
  await insertRun(write, {
    id: run,
    job: 'export',
    slot: null,
    at: now,
    options: JSON.stringify({ child: plan.child }),
    policy: `${policy.ref.name} ${policy.ref.from}`,
    outcome: lost > 0 ? 'partial' : 'done',
    counts: JSON.stringify({ made: made.length, unchanged: files.length - made.length, lost }),
    findings: '[]',
    duration_ms: Math.round(elapsed()),
  })
  for (const file of made) {
    const { guardian, sha256, photos, diary, leftOut } = file
    const details = JSON.stringify({ guardian, sha256, photos, diary, leftOut })
    await addAudit(write, {
      at: now,
      run_id: run,
      action: 'export made',
      subject: `child ${plan.child}`,
      details,
    })
  }
}

function rowOf(plan: ExportPlan, album: GuardianAlbum, file: ExportedFile, policy: Policy, at: Moment) {
  return {
    id: randomUUID(),
    key: album.key,
    child_id: plan.childId,
    guardian_id: album.guardianId,
    state: 'ready' as const,
    file: file.file,
    bytes: file.bytes,
    sha256: file.sha256,
    counts: JSON.stringify({ photos: file.photos, diary: file.diary, leftOut: file.leftOut }),
    made_at: at.now.toString(),
    offered_until: addDays(at.today, policy.departure.downloadDays),
  }
}
