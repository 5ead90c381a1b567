import { UserError } from '../../errors.ts'
import { DIARY_RULE, type IsoDate, isDiaryYear, type Moment, type WallTime } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import { findChild } from '../../store/children.ts'
import { mapGuardianNames } from '../../store/guardians.ts'
import type { ReadDb } from '../../store/open.ts'
import { listGuardiansOf } from '../../store/people.ts'
import type { Job, RunFinding } from '../job.ts'
import { unknownChild } from '../requests/record.ts'
import { IMPORT_LOCK } from '../run.ts'
import { findNamedPhotos } from './named-photos.ts'
import { type DiaryRow, diaryKey, readDiaryRows, saveDiaryRows } from './rows.ts'

export interface NewEntry {
  readonly child: string
  readonly date: IsoDate
  readonly time: WallTime
  /** Of staff: the name as shown. */
  readonly author?: string
  /** Of a guardian: the own number. */
  readonly guardian?: number
  /** With its line breaks. */
  readonly text: string
  /** Names of photo files, or SHA-256. */
  readonly photos: readonly string[]
}

interface EntryPlan {
  readonly row: DiaryRow
  /** The same entry is there already. */
  readonly isKnown: boolean
  readonly findings: readonly RunFinding[]
}

export interface EntryReport {
  readonly added: boolean
  readonly photos: number
  readonly findings: readonly RunFinding[]
}

/** Adds an entry to a diary once: the same one again changes nothing (LK-12). */
export const addEntryJob: Job<NewEntry, EntryPlan, EntryReport> = {
  name: 'add-diary-entry',
  summary: 'add an entry to the diary of a child',
  // An import of diaries may bring the same one.
  lock: () => IMPORT_LOCK,
  describe: ({ child, date, guardian }) => ({ child, date, ...(guardian !== undefined && { guardian }) }),
  plan: planEntry,
  apply: async (write, { row, isKnown }, at, run) => {
    if (isKnown) return
    await saveDiaryRows(write, [row])
    await addAudit(write, {
      at: at.now.toString(),
      run_id: run.id,
      action: 'diary entry added',
      subject: `child ${row.childId}`,
      details: JSON.stringify({ photos: row.photoIds.length, guardian: row.guardianId }),
    })
  },
  report: ({ row, isKnown, findings }) => ({ added: !isKnown, photos: row.photoIds.length, findings }),
  summarise: ({ isKnown, findings }) => ({
    outcome: 'done',
    counts: { added: isKnown ? 0 : 1, unchanged: isKnown ? 1 : 0 },
    findings: findings.map(({ code }) => ({ code })),
  }),
}

async function planEntry(read: ReadDb, entry: NewEntry, at: Moment): Promise<EntryPlan> {
  if (entry.date > at.today)
    throw new UserError(`--date ${entry.date} lies after today: a diary tells of days that were.`)
  const child = await findChild(read, entry.child)
  if (!child) throw unknownChild(entry.child)
  const { guardianId, author } = await authorOf(read, child, entry)
  const { date, time, text } = entry
  const key = diaryKey({ child: entry.child, date, time, author, text })
  const photoIds = await findPhotos(read, entry.photos, child.id)
  const row = { key, childId: child.id, writtenAt: `${date} ${time}:00`, author, text, guardianId, photoIds }
  const isKnown = (await readDiaryRows(read, [key])).has(key)
  const isLate = guardianId === null && !isDiaryYear(child.born, date)
  return { row, isKnown, findings: isLate ? [LATE] : [] }
}

const LATE = {
  code: 'diary-after-first-year',
  message: `The day lies after the first birthday, up to which staff keep the diary (${DIARY_RULE.clause}, ${DIARY_RULE.rule}); the entry goes in.`,
}

async function authorOf(
  read: ReadDb,
  child: { readonly id: number; readonly number: string },
  { author, guardian }: NewEntry,
): Promise<{ readonly guardianId: number | null; readonly author: string }> {
  if (guardian === undefined) return { guardianId: null, author: author ?? '' }
  const own = await listGuardiansOf(read, [child.id])
  if (!own.some(({ id }) => id === guardian)) {
    throw new UserError(
      `Guardian ${guardian} is no guardian of child ${child.number}: "ouderportaal activate status" lists the numbers.`,
    )
  }
  return {
    guardianId: guardian,
    author: author ?? (await mapGuardianNames(read, [guardian])).get(guardian) ?? '',
  }
}

/** Throws a UserError for a photo that is not known: an entry without it would be another. */
async function findPhotos(
  read: ReadDb,
  names: readonly string[],
  childId: number,
): Promise<readonly number[]> {
  const find = await findNamedPhotos(read, names)
  return names.map((name) => {
    const id = find(name, childId)
    if (id === undefined)
      throw new UserError(`There is no photo "${name}": import it first, or check its name.`)
    if (id === 'ambiguous')
      throw new UserError(
        `More than one photo goes by "${name}": write its name with its folder, or its SHA-256, which "ouderportaal photo list --json" has.`,
      )
    return id
  })
}
