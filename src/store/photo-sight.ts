import { sql } from 'kysely'
import type { IsoDate } from '../rules/index.ts'
import { anyText } from './batch.ts'
import type { ReadDb } from './open.ts'

export interface PhotoFilter {
  /** A child's number: photos on which it is tagged. */
  readonly child?: string | undefined
  /** A guardian's own number: photos on which any child of theirs is tagged. */
  readonly guardian?: number | undefined
  /** Only photos on which nobody is tagged. */
  readonly untagged?: boolean | undefined
}

/** Photos with the numbers of the children on them, the oldest first. */
export function listPhotoViews(read: ReadDb, { child, guardian, untagged }: PhotoFilter) {
  let query = photoViews(read)
  if (child !== undefined) query = query.where(taggedWith(sql`children.number = ${child}`))
  if (guardian !== undefined) query = query.where(taggedWith(sql`link.guardian_id = ${guardian}`))
  if (untagged)
    query = query.where(sql<boolean>`not exists (select from photo_children where photo_id = photos.id)`)
  return query.orderBy('taken_at').orderBy('photos.id').execute()
}

/** By own number, by the beginning of the SHA-256, or by a name with or without its folders. */
export function findPhotoViews(read: ReadDb, word: string) {
  const isNumber = /^[1-9]\d{0,8}$/.test(word)
  const named = sql<boolean>`exists (select from photo_names where photo_id = photos.id
    and (photo_names.name = ${word} or regexp_replace(photo_names.name, '^.*/', '') = ${word}))`
  return photoViews(read)
    .where(({ eb, or }) =>
      or([
        named,
        ...(isNumber ? [eb('photos.id', '=', Number(word))] : []),
        ...(/^[0-9a-f]{8,64}$/.test(word) ? [eb('sha256', 'like', `${word}%`)] : []),
      ]),
    )
    .orderBy('photos.id')
    .execute()
}

function photoViews(read: ReadDb) {
  return read
    .selectFrom('photos')
    .leftJoin('groups', 'groups.id', 'photos.group_id')
    .leftJoin('locations', 'locations.id', 'groups.location_id')
    .select(['photos.id', 'sha256', 'type', 'bytes', 'taken_at', 'taken_from', 'file_name', 'group_id'])
    .select(['groups.name as group', 'locations.name as location'])
    .select(
      sql<string[]>`array(select children.number from photo_children join children on children.id = child_id
        where photo_id = photos.id order by children.number)`.as('tagged'),
    )
}

function taggedWith(condition: ReturnType<typeof sql>) {
  return sql<boolean>`exists (select from photo_children join children on children.id = photo_children.child_id
    left join child_guardians as link on link.child_id = children.id
    where photo_id = photos.id and ${condition})`
}

/** Guardians with the numbers of all their children. */
export function listFamilies(read: ReadDb, guardianIds: readonly number[]) {
  return read
    .selectFrom('child_guardians')
    .innerJoin('children', 'children.id', 'child_id')
    .select(['guardian_id', 'number'])
    .where('guardian_id', 'in', [...guardianIds, -1])
    .orderBy('guardian_id')
    .orderBy('number')
    .execute()
}

/** Guardians of children that are tagged, or that were in the group on that day. */
export async function listConcerned(
  read: ReadDb,
  {
    tagged,
    groupId,
    day,
  }: { readonly tagged: readonly string[]; readonly groupId: number | null; readonly day: IsoDate },
): Promise<readonly { readonly guardian: number; readonly inGroup: boolean }[]> {
  return read
    .selectFrom('child_guardians')
    .innerJoin('children', 'children.id', 'child_guardians.child_id')
    .leftJoin('contracts', (join) =>
      join
        .onRef('contracts.child_id', '=', 'children.id')
        .on('contracts.group_id', '=', groupId ?? -1)
        .on('contracts.first_day', '<=', day)
        .on(({ eb, or }) => or([eb('contracts.last_day', 'is', null), eb('contracts.last_day', '>=', day)])),
    )
    .select(({ fn }) => [
      'guardian_id as guardian',
      fn<boolean>('bool_or', [sql`contracts.id is not null`]).as('inGroup'),
    ])
    .where(({ eb, or }) =>
      or([eb('children.number', '=', anyText(tagged)), eb('contracts.id', 'is not', null)]),
    )
    .groupBy('guardian_id')
    .orderBy('guardian_id')
    .execute()
}

/** Guardians with a child. */
export async function countGuardians(read: ReadDb): Promise<number> {
  const { count } = await read
    .selectFrom('child_guardians')
    .select(({ fn }) => fn.count<number>('guardian_id').distinct().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
