import type { ReadDb, WriteDb } from './open.ts'

/*
 * What the portal's own connections run too: no raw SQL that names a table, since there the schema is put before
 * each name, and no column that a driver may read as it likes.
 */

/** Whose link this is, by the SHA-256 of its token, and what has become of it at a moment in ISO 8601. */
export async function findRedemption(read: ReadDb, tokenHash: Buffer, at: string) {
  return read
    .selectFrom('activations')
    .innerJoin('guardians', 'guardians.id', 'activations.guardian_id')
    .leftJoin('accounts', 'accounts.guardian_id', 'activations.guardian_id')
    .select(['guardians.email', 'guardians.language', 'accounts.state as account'])
    .select(({ eb }) => [
      eb('activations.used_at', 'is not', null).as('used'),
      eb('activations.replaced_at', 'is not', null).as('replaced'),
      eb('activations.valid_until', '<', at).as('expired'),
    ])
    .where('activations.token_hash', '=', tokenHash)
    .executeTakeFirst()
}

/** Uses the link up; undefined when it does not work at that moment, or somebody else was first. */
export async function redeemActivation(write: WriteDb, tokenHash: Buffer, at: string) {
  return write
    .updateTable('activations')
    .set({ used_at: at })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .where('valid_until', '>=', at)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('accounts')
            .select('accounts.guardian_id')
            .whereRef('accounts.guardian_id', '=', 'activations.guardian_id')
            .where('accounts.state', '=', 'active'),
        ),
      ),
    )
    .returning(['id', 'guardian_id'])
    .executeTakeFirst()
}

/** Makes the account active, with this password. */
export async function openAccount(
  write: WriteDb,
  guardian: number,
  passwordHash: string,
  at: string,
): Promise<void> {
  const account = { state: 'active', password_hash: passwordHash, activated_at: at } as const
  await write
    .insertInto('accounts')
    .values({ guardian_id: guardian, ...account })
    .onConflict((on) => on.column('guardian_id').doUpdateSet(account))
    .execute()
}
