import { addressKey } from '../../../csv/address.ts'
import { type ConsentRecord, consents as sheet } from '../../../csv/kinds/consents.ts'
import type { Sheet } from '../../../csv/report.ts'
import type { IsoDate } from '../../../rules/index.ts'
import { listConsentsOf, saveConsents } from '../../../store/consents.ts'
import type { ReadDb, WriteDb } from '../../../store/open.ts'
import { listChildren, listGuardiansOf } from '../../../store/people.ts'
import type { Change, ImportKind, Match } from '../kind.ts'
import { unknownChild } from '../places.ts'

interface ConsentRow {
  readonly guardianId: number
  readonly childId: number
  readonly purpose: string
  readonly givenOn: IsoDate
  readonly withdrawnOn: IsoDate | null
}

export const consents: ImportKind<ConsentRecord, ConsentRow> = {
  sheet,
  columnOf: {},
  match: matchConsents,
  save: saveChanges,
}

async function matchConsents(
  read: ReadDb,
  { records }: Sheet<ConsentRecord>,
): Promise<Match<ConsentRecord, ConsentRow>> {
  const numbers = new Set(records.map(({ record }) => record.child))
  const children = new Map((await listChildren(read, numbers)).map((row) => [row.number, row.id]))
  const links = await listGuardiansOf(read, children.values())
  const guardians = new Map(links.map((row) => [linkOf(row.child_id, row.email_key ?? ''), row.id]))
  const stored = await readStored(read, children.values())
  return {
    stored,
    propose: ({ key: name, record: { child, guardianEmail, ...consent } }) => {
      const childId = children.get(child)
      if (childId === undefined) return { faults: [unknownChild(child)] }
      const guardianId = guardians.get(linkOf(childId, addressKey(guardianEmail)))
      if (guardianId === undefined) {
        return { faults: [{ code: 'unknown-guardian', column: 'ouder_email', value: guardianEmail }] }
      }
      const row = { guardianId, childId, ...consent }
      const key = keyOf(row)
      return { key, name, row: keepingWithdrawal(row, stored.get(key)) }
    },
  }
}

/** A guardian may have withdrawn in the portal since the file was made: only a consent given later undoes that. */
function keepingWithdrawal(row: ConsentRow, stored: ConsentRow | undefined): ConsentRow {
  const withdrawnOn = stored?.withdrawnOn ?? null
  if (row.withdrawnOn !== null || withdrawnOn === null || row.givenOn > withdrawnOn) return row
  return { ...row, withdrawnOn }
}

async function readStored(read: ReadDb, childIds: Iterable<number>) {
  const rows = (await listConsentsOf(read, childIds)).map(
    (row): ConsentRow => ({
      guardianId: row.guardian_id,
      childId: row.child_id,
      purpose: row.purpose,
      givenOn: row.given_on,
      withdrawnOn: row.withdrawn_on,
    }),
  )
  return new Map(rows.map((row) => [keyOf(row), row]))
}

function linkOf(childId: number, emailKey: string): string {
  return `${childId}/${emailKey}`
}

function keyOf({ guardianId, childId, purpose }: ConsentRow): string {
  return `${guardianId}/${childId}/${purpose}`
}

function saveChanges(write: WriteDb, changes: readonly Change<ConsentRow>[]): Promise<void> {
  return saveConsents(
    write,
    changes.map(({ after: { guardianId, childId, purpose, givenOn, withdrawnOn } }) => ({
      guardian_id: guardianId,
      child_id: childId,
      purpose,
      given_on: givenOn,
      withdrawn_on: withdrawnOn,
    })),
  )
}
