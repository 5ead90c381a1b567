import type { ReadDb } from './open.ts'

export async function findChild(read: ReadDb, number: string) {
  return read.selectFrom('children').selectAll().where('number', '=', number).executeTakeFirst()
}
