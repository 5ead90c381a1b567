import { randomUUID } from 'node:crypto'
import { addDays, type Moment, type Policy } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { findLocationOf } from '../../store/children.ts'
import { markRemoved, saveExport } from '../../store/exports.ts'
import { queueMails } from '../../store/mails.ts'
import { reading, type WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import { insertRun } from '../../store/runs.ts'
import { exportMail } from './export-mail.ts'
import { stampOf } from './file-stamp.ts'
import type { ExportPlan, GuardianAlbum } from './plan-export.ts'
import { type ExportedFile, lostFiles } from './report.ts'

/** The album of a guardian and the ZIP that holds it. */
export interface ExportedAlbum {
  readonly album: GuardianAlbum
  readonly file: ExportedFile
}

export interface ExportRun {
  readonly policy: Policy
  /** Of the mails that tell the guardians. */
  readonly queue: Queue
  readonly elapsed: () => number
  readonly at: Moment
}

/** Records what was made, tells the guardians, and takes back what it supersedes; a guardian has one export of a child at a time. */
export async function recordExports(
  write: WriteDb,
  plan: ExportPlan,
  exported: readonly ExportedAlbum[],
  run: ExportRun,
): Promise<void> {
  const id = randomUUID()
  const made = exported.filter(({ file }) => !file.unchanged)
  await keepRun(write, id, plan, exported, run)
  for (const { id: export_, guardian_id } of plan.superseded) {
    await markRemoved(write, export_)
    await keepAudit(write, id, plan, 'export removed', { export: export_, guardian: guardian_id }, run)
  }
  const location_id = await findLocationOf(reading(write), plan.childId)
  for (const { album, file } of made) {
    const row = await rowOf(plan, album, file, run)
    const export_ = { ...row, id: await saveExport(write, row), location_id }
    if (isFirstOf(made, album)) {
      await queueMails(write, run.queue, [exportMail('export-ready', export_)], run.at)
    }
    const { guardian, sha256, photos, diary, leftOut } = file
    await keepAudit(write, id, plan, 'export made', { guardian, sha256, photos, diary, leftOut }, run)
  }
}

/** A guardian is told once, however many parts were made. */
function isFirstOf(made: readonly ExportedAlbum[], { guardianId, key }: GuardianAlbum): boolean {
  return made.find(({ album }) => album.guardianId === guardianId)?.album.key === key
}

async function rowOf(plan: ExportPlan, album: GuardianAlbum, file: ExportedFile, { policy, at }: ExportRun) {
  const offered_until = addDays(at.today, policy.departure.downloadDays)
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
    offered_until,
    remind_on: addDays(offered_until, -policy.departure.remindDaysBefore),
    part: file.part?.number ?? 1,
    parts: file.part?.of ?? 1,
    stamp: (await stampOf(file.file)) ?? null,
  }
}

async function keepRun(
  write: WriteDb,
  id: string,
  { child, superseded }: ExportPlan,
  exported: readonly ExportedAlbum[],
  { policy, elapsed, at }: ExportRun,
): Promise<void> {
  const unchanged = exported.filter(({ file }) => file.unchanged).length
  const lost = exported.reduce((sum, { file }) => sum + lostFiles(file), 0)
  const counts = { made: exported.length - unchanged, unchanged, removed: superseded.length, lost }
  await insertRun(write, {
    id,
    job: 'export',
    slot: null,
    at: at.now.toString(),
    options: JSON.stringify({ child }),
    policy: `${policy.ref.name} ${policy.ref.from}`,
    outcome: lost > 0 ? 'partial' : 'done',
    counts: JSON.stringify(counts),
    findings: '[]',
    duration_ms: Math.round(elapsed()),
  })
}

async function keepAudit(
  write: WriteDb,
  run_id: string,
  { child }: ExportPlan,
  action: string,
  details: object,
  { at }: ExportRun,
): Promise<void> {
  const entry = { at: at.now.toString(), run_id, action, subject: `child ${child}` }
  await addAudit(write, { ...entry, details: JSON.stringify(details) })
}
