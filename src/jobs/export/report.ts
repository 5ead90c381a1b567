import type { LeftOutCounts } from '../../archive/manifest.ts'
import type { LostPhoto } from './lost-photos.ts'

/** What an export of a guardian holds, or would hold. */
export interface PreviewedFile {
  /** The guardian's place with the child, 1 or 2. */
  readonly guardian: number
  /** So that the ZIP is given to the right person; never part of a run, a log or the audit. */
  readonly name: string
  readonly photos: number
  readonly diary: number
  readonly leftOut: LeftOutCounts
  /** Nothing changed since it was made: the file that was there stays. */
  readonly unchanged: boolean
  /** Which part, of an export that was split. */
  readonly part?: { readonly number: number; readonly of: number; readonly label: string }
}

export interface ExportedFile extends PreviewedFile {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

export interface ExportPreview<File = PreviewedFile> {
  readonly child: string
  readonly files: readonly File[]
  /** Exports of before that these take the place of, or whose guardian no longer has custody. */
  readonly removed: number
  /** Of a preview: how many guardians would be mailed. */
  readonly mails?: number
  /** Which photos and videos the store could not give; that shows only while an export is made. */
  readonly lostPhotos?: readonly LostPhoto[]
}

export interface ExportReport extends ExportPreview<ExportedFile> {
  /** The mails that tell the guardians, by id. */
  readonly queued: readonly string[]
  /** Why a file that is out of date could not be removed: the export stands all the same. */
  readonly left?: string
}

/** What the file store should have had for an export and could not give. */
export function lostFiles({ leftOut }: Pick<PreviewedFile, 'leftOut'>): number {
  return leftOut['missing-file'] + leftOut['damaged-file']
}
