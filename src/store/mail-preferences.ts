import { sql } from 'kysely'
import { anyNumber } from './batch.ts'
import type { ReadDb, WriteDb } from './open.ts'
import type { Topic } from './tables.ts'

export interface Preference {
  readonly guardian_id: number
  readonly topic: Topic
  readonly wanted: boolean
}

/** Keeps what a guardian wants; false when it was so already, or there is no such guardian. */
export async function savePreference(
  write: WriteDb,
  { guardian_id, topic, wanted }: Preference,
  at: string,
): Promise<boolean> {
  const saved = await write
    .insertInto('mail_preferences')
    .columns(['guardian_id', 'topic', 'wanted', 'changed_at'])
    .expression(({ selectFrom, val, cast }) =>
      selectFrom('guardians')
        .select((guardian) => [
          'guardians.id',
          guardian.cast<Topic>(val(topic), 'text').as('topic'),
          cast<boolean>(val(wanted), 'boolean').as('wanted'),
          cast<string>(val(at), 'timestamptz').as('changed_at'),
        ])
        .where('guardians.id', '=', guardian_id),
    )
    .onConflict((on) =>
      on
        .columns(['guardian_id', 'topic'])
        .doUpdateSet({ wanted, changed_at: at })
        .where('mail_preferences.wanted', '!=', wanted),
    )
    .returning('guardian_id')
    .executeTakeFirst()
  return saved !== undefined
}

/** Of these guardians those who do without mail of a kind. */
export async function listUnwanting(
  read: ReadDb,
  topic: Topic,
  guardians: Iterable<number>,
): Promise<ReadonlySet<number>> {
  const rows = await read
    .selectFrom('mail_preferences')
    .select('guardian_id')
    .where('topic', '=', topic)
    .where('wanted', '=', sql<boolean>`false`)
    .where('guardian_id', '=', anyNumber(guardians))
    .execute()
  return new Set(rows.map(({ guardian_id }) => guardian_id))
}
