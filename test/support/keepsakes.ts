import { openFileStore } from '../../src/media/file-store.ts'
import type { Store } from '../../src/store/open.ts'
import type { Place } from './family.ts'

/** Builders of what a departure export is made of. */
export interface Photo {
  readonly content: Buffer | string
  readonly children: readonly number[]
  readonly takenAt?: string
  readonly type?: string
}

/** Keeps a photo in the file store and in the database; its SHA-256. */
export async function addPhoto(store: Store, media: string, place: Place, photo: Photo): Promise<string> {
  const { content, children, takenAt = '2026-01-12 10:15:00', type = 'image/jpeg' } = photo
  const file = await openFileStore(media).put(Buffer.from(content))
  const row = {
    ...file,
    type,
    file_name: `${file.sha256.slice(0, 8)}.jpg`,
    group_id: place.group,
    taken_at: takenAt,
    taken_from: 'tags' as const,
    caption: null,
  }
  await store.record(async (write) => {
    const { id } = await write.insertInto('photos').values(row).returning('id').executeTakeFirstOrThrow()
    const tags = children.map((child_id) => ({ photo_id: id, child_id }))
    await write.insertInto('photo_children').values(tags).execute()
  })
  return file.sha256
}

export async function addDiaryEntry(
  store: Store,
  child: number,
  writtenAt: string,
  text: string,
): Promise<void> {
  const entry = { key: text, child_id: child, written_at: writtenAt, author: 'Juf Anne', text }
  await store.record((write) => write.insertInto('diary_entries').values(entry).execute())
}

/** Where the file store keeps a file. */
export function pathIn(media: string, sha256: string): string {
  return `${media}/${sha256.slice(0, 2)}/${sha256.slice(2)}`
}
