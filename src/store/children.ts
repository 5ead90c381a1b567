import type { ReadDb } from './open.ts'

export async function findChild(read: ReadDb, number: string) {
  return read.selectFrom('children').selectAll().where('number', '=', number).executeTakeFirst()
}

/** The guardian at a place with the child, 1 or 2, as in the planning package. */
export async function findGuardianOf(read: ReadDb, childId: number, position: number) {
  return read
    .selectFrom('child_guardians')
    .select('guardian_id')
    .where('child_id', '=', childId)
    .where('position', '=', position)
    .executeTakeFirst()
}

/** The location of the child's own group. */
export async function findLocationOf(read: ReadDb, childId: number): Promise<number> {
  const { location_id } = await read
    .selectFrom('children')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .select('location_id')
    .where('children.id', '=', childId)
    .executeTakeFirstOrThrow()
  return location_id
}
