import { addressKey } from '../../../csv/address.ts'
import { type ConsentRecord, consents as sheet } from '../../../csv/kinds/consents.ts'
import { momentOf } from '../../../rules/index.ts'
import { deleteConsents, listConsentsOf, saveConsents } from '../../../store/consents.ts'
import type { ReadDb, WriteDb } from '../../../store/open.ts'
import { listChildren, listGuardiansOf } from '../../../store/people.ts'
import type { Batch, Change, ImportKind, Match } from '../kind.ts'
import { unknownChild } from '../places.ts'
import { placeInHistory, type StoredConsent } from './consent-history.ts'
import { unknownGuardianOf } from './unknown-guardian.ts'

interface ConsentRow extends StoredConsent {
  readonly guardianId: number
  readonly childId: number
  readonly purpose: string
}

export const consents: ImportKind<ConsentRecord, ConsentRow> = {
  sheet,
  columnOf: {},
  match: matchConsents,
  save: saveChanges,
  stored: async (read, keys) => {
    const children = new Set(keys.map((key) => Number(key.split('/')[1])))
    return new Map((await readStored(read, children)).map((row) => [keyOf(row), row]))
  },
  remove: (write, rows) => deleteConsents(write, rows.map(toTable)),
}

async function matchConsents(
  read: ReadDb,
  { records }: Batch<ConsentRecord>,
): Promise<Match<ConsentRecord, ConsentRow>> {
  const numbers = new Set(records.map(({ record }) => record.child))
  const children = new Map((await listChildren(read, numbers)).map((row) => [row.number, row.id]))
  const links = await listGuardiansOf(read, children.values())
  const guardians = new Map(links.map((row) => [linkOf(row.child_id, row.email_key ?? ''), row.id]))
  const stored = await readStored(read, children.values())
  const histories = Map.groupBy(stored, historyOf)
  return {
    stored: new Map(stored.map((row) => [keyOf(row), row])),
    propose: ({ key: name, record: { child, guardianEmail, purpose, ...told } }) => {
      const childId = children.get(child)
      if (childId === undefined) return { faults: [unknownChild(child)] }
      const guardianId = guardians.get(linkOf(childId, addressKey(guardianEmail)))
      if (guardianId === undefined) {
        return { faults: [unknownGuardianOf({ child, guardianEmail })] }
      }
      const subject = { guardianId, childId, purpose }
      const row = { ...subject, ...placeInHistory(told, histories.get(historyOf(subject)) ?? []) }
      return { key: keyOf(row), name, row }
    },
  }
}

async function readStored(read: ReadDb, childIds: Iterable<number>): Promise<readonly ConsentRow[]> {
  const rows = await listConsentsOf(read, childIds)
  return rows.map(({ guardian_id, child_id, purpose, given_at, withdrawn_at }) => ({
    guardianId: guardian_id,
    childId: child_id,
    purpose,
    givenAt: instantOf(given_at),
    withdrawnAt: withdrawn_at === null ? null : instantOf(withdrawn_at),
  }))
}

/** As the rules write it, whatever form the database has for it. */
function instantOf(stored: string): string {
  return momentOf(stored).now.toString()
}

function linkOf(childId: number, emailKey: string): string {
  return `${childId}/${emailKey}`
}

/** All consents of one guardian for a child and a purpose. */
function historyOf({ guardianId, childId, purpose }: Omit<ConsentRow, keyof StoredConsent>): string {
  return `${guardianId}/${childId}/${purpose}`
}

function keyOf(row: ConsentRow): string {
  return `${historyOf(row)}/${row.givenAt}`
}

function saveChanges(write: WriteDb, changes: readonly Change<ConsentRow>[]): Promise<void> {
  return saveConsents(
    write,
    changes.map(({ after }) => toTable(after)),
  )
}

function toTable({ guardianId, childId, purpose, givenAt, withdrawnAt }: ConsentRow) {
  return {
    guardian_id: guardianId,
    child_id: childId,
    purpose,
    given_at: givenAt,
    withdrawn_at: withdrawnAt,
  }
}
