import { type Consent, type IsoDate, photoFor } from '../../rules/index.ts'
import { listPhotoConsents } from '../../store/keepsakes.ts'
import { listDiaryEntries, listMessages, listTaggedPhotos } from '../../store/news.ts'
import type { ReadDb } from '../../store/open.ts'
import type { Item } from './count-news.ts'

/** Who has which children, by the child's number. */
export type GuardiansOf = ReadonlyMap<string, readonly number[]>

/** All that was made since a day, with the guardians who may see it (LK-13, LK-14). */
export async function readItems(
  read: ReadDb,
  guardiansOf: GuardiansOf,
  { since, today }: { readonly since: IsoDate; readonly today: IsoDate },
): Promise<readonly Item[]> {
  const photos = await readPhotos(read, guardiansOf, since, today)
  const entries = await listDiaryEntries(read, since)
  const messages = await listMessages(read, since)
  return [
    ...photos,
    ...entries.map(({ id, day, child }) => item('diary', { id, day }, guardiansOf.get(child) ?? [])),
    ...messages.map(({ id, day, guardian }) => item('messages', { id, day }, [guardian])),
  ]
}

async function readPhotos(read: ReadDb, guardiansOf: GuardiansOf, since: IsoDate, today: IsoDate) {
  const photos = await listTaggedPhotos(read, since)
  const consents = await readConsents(read, new Set(photos.flatMap(({ tagged }) => tagged)), today)
  return photos.map(({ id, day, tagged }) => {
    const concerning = tagged.flatMap((child) => consents.get(child) ?? [])
    const shown = tagged.filter((child) => photoFor(child, tagged, concerning) === 'included')
    return item('photos', { id, day }, [...new Set(shown.flatMap((child) => guardiansOf.get(child) ?? []))])
  })
}

async function readConsents(
  read: ReadDb,
  children: ReadonlySet<string>,
  today: IsoDate,
): Promise<ReadonlyMap<string, readonly Consent[]>> {
  const rows = await listPhotoConsents(read, [...children], today)
  const consents = rows.map(
    (row): Consent => ({
      child: row.child,
      guardian: String(row.guardian_id),
      custody: row.custody,
      givenAt: row.given_at,
      ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at }),
    }),
  )
  return Map.groupBy(consents, ({ child }) => child)
}

function item(kind: Item['kind'], about: Pick<Item, 'id' | 'day'>, guardians: readonly number[]): Item {
  return { kind, ...about, guardians }
}
