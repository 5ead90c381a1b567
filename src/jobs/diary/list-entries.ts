import type { WallMoment } from '../../rules/index.ts'
import { findChild } from '../../store/children.ts'
import { listDiary } from '../../store/keepsakes.ts'
import type { ReadDb } from '../../store/open.ts'
import { unknownChild } from '../requests/record.ts'

export interface EntryView {
  /** The own number. */
  readonly id: number
  readonly writtenAt: WallMoment
  readonly author: string
  /** The number of the guardian who wrote it; null: staff did. */
  readonly guardian: number | null
  readonly text: string
  readonly photos: number
}

/** The diary of a child, the oldest entry first. Throws a UserError for an unknown child. */
export async function listEntriesOf(read: ReadDb, number: string): Promise<readonly EntryView[]> {
  const child = await findChild(read, number)
  if (!child) throw unknownChild(number)
  const entries = await listDiary(read, child.id)
  return entries.map((entry) => viewOf({ ...entry, photos: entry.photos.length }))
}

interface Stored {
  readonly id: number
  readonly written_at: string
  readonly author: string
  readonly guardian_id: number | null
  readonly text: string
  readonly photos: number
}

export function viewOf({ id, written_at, author, guardian_id, text, photos }: Stored): EntryView {
  const writtenAt = written_at.replace(' ', 'T') as WallMoment
  return { id, writtenAt, author, guardian: guardian_id, text, photos }
}
