import { createHash } from 'node:crypto'
import type { Album, AlbumPhoto, LeftOut } from '../../archive/album.ts'
import { EXIT, UserError } from '../../errors.ts'
import type { MediaType } from '../../media/sniff.ts'
import { type Consent, type IsoDate, type Moment, photoFor, type WallMoment } from '../../rules/index.ts'
import { findChild } from '../../store/children.ts'
import { findCarePeriod, listGuardiansWithCustody } from '../../store/exports.ts'
import { countUntagged, listDiary, listPhotoConsents, listPhotosOf } from '../../store/keepsakes.ts'
import type { ReadDb } from '../../store/open.ts'
import { unknownChild } from '../requests/record.ts'

export interface ExportPlan {
  readonly childId: number
  readonly child: string
  /** One ZIP a guardian: access is theirs each, not the contract's. */
  readonly albums: readonly GuardianAlbum[]
}

export interface GuardianAlbum {
  readonly guardianId: number
  readonly position: number
  /** Made of the content, so that an unchanged export is recognised. */
  readonly key: string
  readonly album: Album
}

type Photo = Awaited<ReturnType<typeof listPhotosOf>>[number]

/** What each guardian of a departing child takes along, decided by the rules (LK-12, LK-13, LK-15). */
export async function planExport(
  read: ReadDb,
  { child: number, organisation }: { readonly child: string; readonly organisation: string },
  at: Moment,
): Promise<ExportPlan> {
  const child = await findChild(read, number)
  if (!child) throw unknownChild(number)
  const guardians = await listGuardiansWithCustody(read, child.id)
  if (guardians.length === 0) {
    throw new UserError(
      `Child ${number} has no guardian with custody to make an export for: import its guardians first.`,
      EXIT.failed,
    )
  }
  const content = await readContent(read, { ...child, number }, at)
  const name = [child.first_name, child.infix, child.last_name].filter(Boolean).join(' ')
  const albums = guardians.map((guardian): GuardianAlbum => {
    const album = { organisation, child: { id: number, name }, language: guardian.language, ...content }
    const key = hash(JSON.stringify([guardian.id, album]))
    return { guardianId: guardian.id, position: guardian.position, key, album }
  })
  return { childId: child.id, child: number, albums }
}

async function readContent(read: ReadDb, child: { id: number; number: string; born: IsoDate }, at: Moment) {
  const { first, last, groups } = await findCarePeriod(read, child.id)
  const period = { from: first ?? child.born, until: last && last < at.today ? last : at.today }
  const photos = await listPhotosOf(read, child.id)
  const consents = await readConsents(read, photos, at.today)
  const verdictOf = (photo: Photo) => photoFor(child.number, photo.tagged, consents)
  const included = photos.filter((photo) => verdictOf(photo) === 'included')
  const leftOut: readonly LeftOut[] = [
    { reason: 'consent-missing', count: photos.length - included.length },
    { reason: 'untagged', count: await countUntagged(read, groups, period) },
  ]
  return { period, photos: included.map(toAlbumPhoto), diary: await readDiary(read, child.id), leftOut }
}

async function readConsents(
  read: ReadDb,
  photos: readonly Photo[],
  today: IsoDate,
): Promise<readonly Consent[]> {
  const numbers = [...new Set(photos.flatMap((photo) => photo.tagged))]
  const rows = await listPhotoConsents(read, numbers, today)
  return rows.map((row) => ({
    child: row.child,
    guardian: String(row.guardian_id),
    custody: row.custody,
    givenAt: row.given_on,
    ...(row.withdrawn_on && { withdrawnAt: row.withdrawn_on }),
  }))
}

function toAlbumPhoto(photo: Photo): AlbumPhoto {
  return {
    sha256: photo.sha256,
    crc32: photo.crc32,
    bytes: photo.bytes,
    type: photo.type as MediaType,
    takenAt: toWall(photo.taken_at),
    ...(photo.caption && { caption: photo.caption }),
    group: photo.group_name ?? '',
  }
}

async function readDiary(read: ReadDb, childId: number): Promise<Album['diary']> {
  const rows = await listDiary(read, childId)
  return rows
    .map((row) => ({ ...row, writtenAt: toWall(row.written_at) }))
    .map(({ written_at: _, ...entry }) => entry)
}

/** The database writes a space where ISO 8601 has a T. */
function toWall(stored: string): WallMoment {
  return stored.replace(' ', 'T').slice(0, 19) as WallMoment
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
