import { randomUUID } from 'node:crypto'
import type { Moment, Policy } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { findLocationOf } from '../../store/children.ts'
import {
  listReadyRows,
  markRemoved,
  offerAllParts,
  type ReadyRow,
  retireExport,
  saveExport,
  savePhotosIn,
} from '../../store/exports.ts'
import { queueMails } from '../../store/mails.ts'
import { reading, type WriteDb } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import { insertRun } from '../../store/runs.ts'
import { exportMail } from './export-mail.ts'
import { stampOf } from './file-stamp.ts'
import { type Offer, offersOf } from './offer.ts'
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
  readonly actor?: string
  readonly tellAgain?: boolean
}

/**
 * Records what was made, offers it, and takes back what it supersedes; a guardian has one export of a child at a time,
 * in one part or more, and is told of an offer once.
 */
export async function recordExports(
  write: WriteDb,
  plan: ExportPlan,
  exported: readonly ExportedAlbum[],
  run: ExportRun,
): Promise<void> {
  const id = randomUUID()
  const made = exported.filter(({ file }) => !file.unchanged)
  const before = await listReadyRows(reading(write), plan.childId)
  const albums = made.map(({ album }) => album)
  const offers = offersOf(albums, before, { ...run, lastDay: plan.lastDay })
  await keepRun(write, id, plan, exported, run)
  for (const { id: export_, guardian_id } of plan.superseded) {
    const goesOn = offers.get(guardian_id)?.isKnown
    await (goesOn ? retireExport : removeReplaced)(write, export_, run.at.now.toString())
    await keepAudit(write, id, plan, 'export removed', { export: export_, guardian: guardian_id }, run)
  }
  for (const { album, file } of made) {
    const offer = offers.get(album.guardianId) as Offer
    await saveExport(write, await rowOf(plan, { album, file }, { offer, before, at: run.at }))
    const { guardian, sha256, photos, diary, leftOut } = file
    await keepAudit(write, id, plan, 'export made', { guardian, sha256, photos, diary, leftOut }, run)
  }
  await keepPhotos(write, plan, exported)
  await tellGuardians(write, plan, offers, run)
}

/** Also of what is unchanged: one of before photos were kept is known from now on. */
async function keepPhotos(write: WriteDb, { photoIds }: ExportPlan, exported: readonly ExportedAlbum[]) {
  for (const { album } of exported) {
    const ids = album.album.photos.flatMap(({ sha256 }) => photoIds.get(sha256) ?? [])
    await savePhotosIn(write, album.key, ids)
  }
}

function removeReplaced(write: WriteDb, export_: string, now: string): Promise<void> {
  return markRemoved(write, [export_], 'replaced', now)
}

/** One mail for an offer, which all parts share, those that did not change too. */
async function tellGuardians(
  write: WriteDb,
  { childId }: ExportPlan,
  offers: ReadonlyMap<number, Offer>,
  { queue, at }: ExportRun,
): Promise<void> {
  const location_id = await findLocationOf(reading(write), childId)
  for (const [guardian_id, { isKnown, ...offer }] of offers) {
    const id = await offerAllParts(write, { child_id: childId, guardian_id }, offer)
    if (isKnown) continue
    await queueMails(
      write,
      queue,
      [exportMail('export-ready', { id, guardian_id, location_id, ...offer })],
      at,
    )
  }
}

interface Recording {
  readonly offer: Offer
  readonly before: readonly ReadyRow[]
  readonly at: Moment
}

/** What goes on under an offer that is known takes over the id of its part, and so what was mailed about it. */
async function rowOf(
  plan: ExportPlan,
  { album, file }: ExportedAlbum,
  { offer: { isKnown, ...offer }, before, at }: Recording,
) {
  const part = file.part?.number ?? 1
  const same = before.find((row) => row.guardian_id === album.guardianId && row.part === part)
  return {
    id: (isKnown && same?.id) || randomUUID(),
    key: album.key,
    child_id: plan.childId,
    guardian_id: album.guardianId,
    state: 'ready' as const,
    file: file.file,
    bytes: file.bytes,
    sha256: file.sha256,
    counts: JSON.stringify({ photos: file.photos, diary: file.diary, leftOut: file.leftOut }),
    made_at: at.now.toString(),
    ...offer,
    removed_at: null,
    removed_because: null,
    part,
    parts: file.part?.of ?? 1,
    stamp: (await stampOf(file.file)) ?? null,
  }
}

async function keepRun(
  write: WriteDb,
  id: string,
  { child, superseded }: ExportPlan,
  exported: readonly ExportedAlbum[],
  { policy, elapsed, at, actor }: ExportRun,
): Promise<void> {
  const unchanged = exported.filter(({ file }) => file.unchanged).length
  const lost = exported.reduce((sum, { file }) => sum + lostFiles(file), 0)
  const counts = { made: exported.length - unchanged, unchanged, removed: superseded.length, lost }
  await insertRun(write, {
    id,
    job: 'export',
    slot: null,
    at: at.now.toString(),
    ...(actor && { actor }),
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
