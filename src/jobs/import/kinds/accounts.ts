import { addressKey } from '../../../csv/address.ts'
import { type AccountRecord, accounts as sheet } from '../../../csv/kinds/accounts.ts'
import { type IsoDate, momentAtWall, momentOf } from '../../../rules/index.ts'
import { deleteMany, type Target } from '../../../store/batch.ts'
import type { ReadDb, WriteDb } from '../../../store/open.ts'
import { listAccountsOf, listGuardiansByEmail, saveAccounts } from '../../../store/people.ts'
import type { Batch, Change, ImportKind, Match } from '../kind.ts'

interface AccountRow {
  readonly guardianId: number
  readonly state: 'active' | 'closed'
  /** Null: not known. */
  readonly activeSince: IsoDate | null
}

export const accounts: ImportKind<AccountRecord, AccountRow> = {
  sheet,
  columnOf: { activeSince: 'actief_sinds' },
  match: matchAccounts,
  save: saveChanges,
  stored: (read, keys) => readStored(read, keys.map(Number)),
  remove: (write, rows) =>
    deleteMany(
      write,
      GUARDIANS,
      rows.map((row) => ({ guardian_id: row.guardianId })),
    ),
  whyKept: async (read, { remove }) => {
    const rows = await listAccountsOf(
      read,
      remove.map(({ guardianId }) => guardianId),
    )
    const used = rows.find(({ password_hash }) => password_hash !== null)
    return used && `guardian ${used.guardian_id} has set a password since; close that account in the portal.`
  },
}

const GUARDIANS: Target<{ readonly guardian_id: number }> = {
  table: 'accounts',
  columns: { guardian_id: 'integer' },
}

async function matchAccounts(
  read: ReadDb,
  { records }: Batch<AccountRecord>,
): Promise<Match<AccountRecord, AccountRow>> {
  const addresses = records.map(({ record }) => addressKey(record.email))
  const guardians = await listGuardiansByEmail(read, addresses)
  const idOf = new Map(guardians.map((row) => [row.email_key, row.id]))
  const stored = await readStored(read, idOf.values())
  return {
    stored,
    propose: ({ record: { email, activeSince } }) => {
      const guardianId = idOf.get(addressKey(email))
      if (guardianId === undefined) {
        return { faults: [{ code: 'unknown-guardian', column: 'email', value: email }] }
      }
      const key = String(guardianId)
      const closed = stored.get(key)
      if (closed?.state === 'closed') {
        return {
          key,
          name: email,
          row: closed,
          notices: [{ code: 'account-closed', column: 'email', value: email }],
        }
      }
      // The portal knows better than an empty cell since when.
      const since = activeSince ?? stored.get(key)?.activeSince ?? null
      return { key, name: email, row: { guardianId, state: 'active', activeSince: since } }
    },
  }
}

async function readStored(read: ReadDb, guardianIds: Iterable<number>) {
  const rows = await listAccountsOf(read, guardianIds)
  return new Map(
    rows.map(({ guardian_id, state, activated_at }): [string, AccountRow] => [
      String(guardian_id),
      {
        guardianId: guardian_id,
        state,
        activeSince: activated_at === null ? null : momentOf(activated_at).today,
      },
    ]),
  )
}

function saveChanges(write: WriteDb, changes: readonly Change<AccountRow>[]): Promise<void> {
  return saveAccounts(
    write,
    changes.map(({ after: { guardianId, state, activeSince } }) => ({
      guardian_id: guardianId,
      state,
      activated_at: activeSince && momentAtWall(activeSince).now.toString(),
    })),
  )
}
