import type { Consent, IsoDate } from '../../rules/index.ts'
import { listPhotoConsents } from '../../store/keepsakes.ts'
import type { ReadDb } from '../../store/open.ts'

/** Consents for sharing photos, of children who are in care on that day or come later. */
export async function readPhotoConsents(
  read: ReadDb,
  photos: readonly { readonly tagged: readonly string[] }[],
  day: IsoDate,
): Promise<readonly Consent[]> {
  const numbers = [...new Set(photos.flatMap(({ tagged }) => tagged))]
  const rows = await listPhotoConsents(read, numbers, day)
  return rows.map((row) => ({
    child: row.child,
    guardian: String(row.guardian_id),
    custody: row.custody,
    givenAt: row.given_at,
    ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at }),
  }))
}
