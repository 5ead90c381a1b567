import { sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import { anyText } from './batch.ts'
import type { ReadDb } from './open.ts'

/** The photos on which a child is tagged, with the numbers of all children on them, the oldest first. */
export async function listPhotosOf(read: ReadDb, childId: number) {
  return read
    .selectFrom('photos')
    .innerJoin('photo_children as mine', 'mine.photo_id', 'photos.id')
    .innerJoin('photo_children as all', 'all.photo_id', 'photos.id')
    .innerJoin('children', 'children.id', 'all.child_id')
    .leftJoin('groups', 'groups.id', 'photos.group_id')
    .select([
      'photos.id',
      'sha256',
      'crc32',
      'bytes',
      'type',
      'taken_at',
      'caption',
      'groups.name as group_name',
    ])
    .select(sql<string[]>`array_agg(children.number order by children.number)`.as('tagged'))
    .where('mine.child_id', '=', childId)
    .groupBy(['photos.id', 'groups.name'])
    .orderBy('taken_at')
    .orderBy('photos.id')
    .execute()
}

/** How many photos without any tag were taken in these groups on these days, both included. */
export async function countUntagged(
  read: ReadDb,
  groupIds: readonly number[],
  period: { readonly from: IsoDate; readonly until: IsoDate },
): Promise<number> {
  if (groupIds.length === 0) return 0
  const { count } = await read
    .selectFrom('photos')
    .leftJoin('photo_children', 'photo_children.photo_id', 'photos.id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('photo_children.photo_id', 'is', null)
    .where('photos.group_id', 'in', [...groupIds])
    .where(sql<string>`photos.taken_at::date`, '>=', period.from)
    .where(sql<string>`photos.taken_at::date`, '<=', period.until)
    .executeTakeFirstOrThrow()
  return count
}

/** Consents for sharing photos, of children in care on `today`: consent ends with the contract. */
export async function listPhotoConsents(read: ReadDb, numbers: readonly string[], today: IsoDate) {
  if (numbers.length === 0) return []
  return read
    .selectFrom('consents')
    .innerJoin('children', 'children.id', 'consents.child_id')
    .innerJoin('child_guardians as link', (join) =>
      join
        .onRef('link.child_id', '=', 'consents.child_id')
        .onRef('link.guardian_id', '=', 'consents.guardian_id'),
    )
    .select(['children.number as child', 'consents.guardian_id', 'link.custody', 'given_at', 'withdrawn_at'])
    .where('purpose', '=', 'share-photos')
    .where('children.number', '=', anyText(numbers))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('contracts')
          .select('contracts.id')
          .whereRef('contracts.child_id', '=', 'children.id')
          .where((contract) =>
            contract.or([contract('last_day', 'is', null), contract('last_day', '>=', today)]),
          ),
      ),
    )
    .execute()
}

/** The diary of a child, the oldest entry first, with the SHA-256 of its photos in their order. */
export async function listDiary(read: ReadDb, childId: number) {
  return read
    .selectFrom('diary_entries as entry')
    .leftJoin('diary_photos as link', 'link.entry_id', 'entry.id')
    .leftJoin('photos', 'photos.id', 'link.photo_id')
    .select(['entry.id', 'entry.written_at', 'entry.author', 'entry.text', 'entry.guardian_id'])
    .select(
      sql<
        string[]
      >`coalesce(array_agg(photos.sha256 order by link.position) filter (where photos.sha256 is not null), '{}')`.as(
        'photos',
      ),
    )
    .where('entry.child_id', '=', childId)
    .groupBy('entry.id')
    .orderBy('entry.written_at')
    .orderBy('entry.id')
    .execute()
}
