import { countLeftOut } from '../../archive/manifest.ts'
import type { Moment } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { findUnchanged } from './find-unchanged.ts'
import { type GuardianAlbum, type PlanOptions, planExport } from './plan-export.ts'
import type { ExportPreview, PreviewedFile } from './report.ts'

/** What an export would make, keep and remove. Whether the file store can give every photo shows only while it is made. */
export async function previewExport(read: ReadDb, options: PlanOptions, at: Moment): Promise<ExportPreview> {
  const { albums, superseded } = await planExport(read, options, at)
  const files: PreviewedFile[] = []
  for (const album of albums) files.push((await findUnchanged(read, album)) ?? expected(album))
  return { child: options.child, files, removed: superseded.length }
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
