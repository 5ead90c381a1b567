import { addressKey } from '../../../csv/address.ts'
import { type DiaryRecord, diary as sheet } from '../../../csv/kinds/diary.ts'
import { isDiaryYear } from '../../../rules/index.ts'
import { deleteEntries } from '../../../store/diary.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listChildren, listGuardiansOf } from '../../../store/people.ts'
import { findNamedPhotos } from '../../diary/named-photos.ts'
import { type DiaryRow, diaryKey, readDiaryRows, saveDiaryRows } from '../../diary/rows.ts'
import type { Remark } from '../finding.ts'
import type { Batch, ImportKind, Match } from '../kind.ts'
import { unknownChild } from '../places.ts'
import { unknownGuardianOf } from './unknown-guardian.ts'

export const diary: ImportKind<DiaryRecord, DiaryRow> = {
  sheet,
  columnOf: { photoIds: 'fotos', guardianId: 'ouder_email' },
  match: matchDiary,
  save: (write, changes) =>
    saveDiaryRows(
      write,
      changes.map(({ after }) => after),
    ),
  stored: readDiaryRows,
  revive: async (_read, rows) => rows.map((row) => ({ ...row, guardianId: row.guardianId ?? null })),
  remove: (write, rows) =>
    deleteEntries(
      write,
      rows.map(({ key }) => key),
    ),
}

async function matchDiary(
  read: ReadDb,
  { records }: Batch<DiaryRecord>,
): Promise<Match<DiaryRecord, DiaryRow>> {
  const numbers = new Set(records.map(({ record }) => record.child))
  const children = new Map((await listChildren(read, numbers)).map((row) => [row.number, row]))
  const guardianOf = await readGuardians(read, children)
  const names = new Set(records.flatMap(({ record }) => record.photos))
  const find = await findNamedPhotos(read, names)
  const stored = await readDiaryRows(
    read,
    records.map(({ record }) => diaryKey(record)),
  )
  return {
    stored,
    propose: ({ record }) => {
      const child = children.get(record.child)
      if (!child) return { faults: [unknownChild(record.child)] }
      const guardianId = guardianOf(child.id, record.guardianEmail)
      if (guardianId === undefined) return { faults: [unknownGuardianOf(record)] }
      const key = diaryKey(record)
      const { author, text } = record
      const writtenAt = `${record.date} ${record.time}:00`
      const photos = record.photos.map((name) => ({ name, id: find(name, child.id) }))
      const found = photos.flatMap(({ id }) => (typeof id === 'number' ? id : []))
      const unknown = photos.filter(({ id }) => typeof id !== 'number')
      // A stored link may be to one that is not found by this name.
      const photoIds = unknown.length === 0 ? found : addTo(stored.get(key)?.photoIds ?? [], found)
      const isLate = guardianId === null && !isDiaryYear(child.born, record.date)
      return {
        key,
        name: record.child,
        row: { key, childId: child.id, writtenAt, author, text, guardianId, photoIds },
        notices: [...unknown.map(unknownPhoto), ...(isLate ? [afterFirstYear(record)] : [])],
      }
    },
  }
}

/** Null for an entry of staff, undefined for an address that no guardian of the child has. */
async function readGuardians(read: ReadDb, children: ReadonlyMap<string, { readonly id: number }>) {
  const links = await listGuardiansOf(
    read,
    [...children.values()].map(({ id }) => id),
  )
  const known = new Map(links.map((row) => [`${row.child_id} ${row.email_key}`, row.id]))
  return (childId: number, email: string | null) =>
    email === null ? null : known.get(`${childId} ${addressKey(email)}`)
}

/** The day as it is written in files. */
function afterFirstYear({ date }: DiaryRecord): Remark {
  return { code: 'diary-after-first-year', column: 'datum', value: date }
}

/** Those that are there keep their places, or a file imported again would move them. */
function addTo(stored: readonly number[], found: readonly number[]): readonly number[] {
  return [...new Set([...stored, ...found])]
}

function unknownPhoto({ name, id }: { readonly name: string; readonly id?: unknown }): Remark {
  return { code: id === 'ambiguous' ? 'ambiguous-photo' : 'unknown-photo', column: 'fotos', value: name }
}
