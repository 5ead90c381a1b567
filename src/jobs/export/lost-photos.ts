import type { LostFile } from '../../archive/add-photos.ts'
import type { ReadDb } from '../../store/open.ts'
import { listPhotoFiles } from '../../store/photos.ts'

/** A photo or video that the store could not give, for whoever looks after the store: never in a ZIP, a mail or a log. */
export interface LostPhoto extends LostFile {
  /** The name that it came in by; undefined when its row has gone since. */
  readonly fileName?: string
}

/** Of all ZIPs of a child each file once: guardians lack the same ones. */
export async function nameLost(read: ReadDb, lost: readonly LostFile[]): Promise<readonly LostPhoto[]> {
  if (lost.length === 0) return []
  const bySha256 = new Map(lost.map((file) => [file.sha256, file]))
  const names = new Map(
    (await listPhotoFiles(read, bySha256.keys())).map(({ sha256, file_name }) => [sha256, file_name]),
  )
  return [...bySha256.values()].map((file) => {
    const fileName = names.get(file.sha256)
    return { ...file, ...(fileName !== undefined && { fileName }) }
  })
}
