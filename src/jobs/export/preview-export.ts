import { countLeftOut } from '../../archive/manifest.ts'
import type { Moment, Policy } from '../../rules/index.ts'
import { listReadyRows } from '../../store/exports.ts'
import type { ReadDb } from '../../store/open.ts'
import { findUnchanged } from './find-unchanged.ts'
import { ofGuardian } from './of-guardian.ts'
import { offersOf } from './offer.ts'
import { type GuardianAlbum, type PlanOptions, planExport } from './plan-export.ts'
import type { ExportPreview, PreviewedFile } from './report.ts'

interface PreviewOptions extends PlanOptions {
  readonly policy: Policy
  readonly tellAgain?: boolean
  readonly guardian?: number
}

/** What an export would make, keep and remove, and how many it would mail. Whether the file store can give every photo shows only while it is made. */
export async function previewExport(
  read: ReadDb,
  options: PreviewOptions,
  at: Moment,
): Promise<ExportPreview> {
  const { childId, lastDay, albums, superseded } = ofGuardian(
    await planExport(read, options, at),
    options.guardian,
  )
  const files: PreviewedFile[] = []
  for (const album of albums) files.push((await findUnchanged(read, album)) ?? expected(album))
  const made = albums.filter((_, index) => !files[index]?.unchanged)
  const offers = offersOf(made, await listReadyRows(read, childId), { ...options, lastDay, at })
  const mails = [...offers.values()].filter(({ isKnown }) => !isKnown).length
  return { child: options.child, files, removed: superseded.length, mails }
}

function expected({ position, name, album: { photos, diary, leftOut, part } }: GuardianAlbum): PreviewedFile {
  return {
    guardian: position,
    name,
    photos: photos.length,
    diary: diary.length,
    leftOut: countLeftOut(leftOut),
    unchanged: false,
    ...(part && { part }),
  }
}
