import { createHash } from 'node:crypto'
import type { Album, AlbumPhoto, LeftOut } from '../../archive/album.ts'
import { splitAlbum } from '../../archive/split-album.ts'
import { EXIT, UserError } from '../../errors.ts'
import type { MediaType } from '../../media/sniff.ts'
import type { IsoDate, Moment, WallMoment } from '../../rules/index.ts'
import { findChild } from '../../store/children.ts'
import { findCarePeriod, listGuardiansWithCustody, listSuperseded } from '../../store/exports.ts'
import { countUntagged, listDiary } from '../../store/keepsakes.ts'
import type { ReadDb } from '../../store/open.ts'
import { unknownChild } from '../requests/record.ts'
import { type AllowedPhoto, readAllowedPhotos } from './allowed-photos.ts'
import { readChildData, readOwnData } from './read-own-data.ts'

export interface ExportPlan {
  readonly childId: number
  readonly child: string
  /** The last care day; undefined while a contract has no end. */
  readonly lastDay: IsoDate | undefined
  /** One ZIP a guardian: access is theirs each, not the contract's. */
  readonly albums: readonly GuardianAlbum[]
  /** Own numbers of the photos, by SHA-256. */
  readonly photoIds: ReadonlyMap<string, number>
  /** Exports that are ready now and won't be after this: their rows are marked, their files removed. */
  readonly superseded: Awaited<ReturnType<typeof listSuperseded>>
}

export interface GuardianAlbum {
  readonly guardianId: number
  readonly position: number
  /** Shown to whoever hands the ZIP over, and kept nowhere. */
  readonly name: string
  /** Made of guardian and content, so that an unchanged export is recognised. */
  readonly key: string
  /** Of the files of all its parts. Split at another size they have other names: none is written over that goes away later. */
  readonly nameKey: string
  readonly album: Album
}

export interface PlanOptions {
  readonly child: string
  readonly organisation: string
  /** With more bytes of photos and videos than this, one ZIP becomes several. */
  readonly split?: number | undefined
}

/** Goes up when a ZIP of the same content would look otherwise: then what was made before is made again. */
const LAYOUT = 3

/** What each guardian of a departing child takes along, decided by the rules (LK-12, LK-13, LK-15). */
export async function planExport(
  read: ReadDb,
  { child: number, organisation, split = Number.POSITIVE_INFINITY }: PlanOptions,
  at: Moment,
): Promise<ExportPlan> {
  const child = await findChild(read, number)
  if (!child) throw unknownChild(number)
  const guardians = await listGuardiansWithCustody(read, child.id)
  if (guardians.length === 0) throw withoutCustody(number)
  const { lastDay, photoIds, ...content } = await readContent(read, { ...child, number }, at)
  const name = nameOf(child)
  const stored = await readChildData(read, child.id)
  const albums: GuardianAlbum[] = []
  for (const { id, position, language, ...names } of guardians) {
    const data = await readOwnData(read, stored, { guardianId: id, childId: child.id })
    const about = { organisation, child: { id: number, name }, language, guardian: position }
    const whole = { ...about, ...content, data }
    const parts = splitAlbum(whole, split)
    const nameKey = hashOf([keyOf(id, whole, lastDay), parts.length > 1 ? split : null])
    const guardian = { guardianId: id, position, name: nameOf(names), nameKey }
    albums.push(...parts.map((album) => ({ ...guardian, key: keyOf(id, album, lastDay), album })))
  }
  const keys = albums.map(({ key }) => key)
  const superseded = await listSuperseded(read, child.id, keys)
  return { childId: child.id, child: number, lastDay, albums, photoIds, superseded }
}

function withoutCustody(number: string): UserError {
  return new UserError(
    `Child ${number} has no guardian with custody, and only they get an export: write "ja" in ouder1_gezag (or ouder2_gezag) of the child in children.csv and import it again.`,
    EXIT.failed,
  )
}

/** While a contract runs the period of the album ends today; the key leaves that out, or each day had a new export. */
function keyOf(guardianId: number, { period, ...content }: Album, lastDay: IsoDate | undefined): string {
  return hashOf([LAYOUT, guardianId, content, period.from, lastDay ?? null])
}

function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

function nameOf(person: {
  first_name: string | null
  infix: string | null
  last_name: string | null
}): string {
  return [person.first_name, person.infix, person.last_name].filter(Boolean).join(' ')
}

async function readContent(read: ReadDb, child: { id: number; number: string; born: IsoDate }, at: Moment) {
  const { first, last, groups } = await findCarePeriod(read, child.id)
  const period = { from: first ?? child.born, until: last ?? at.today }
  const { allowed, withheld } = await readAllowedPhotos(read, child, last, at)
  const leftOut: readonly LeftOut[] = [
    { reason: 'consent-missing', count: withheld },
    { reason: 'untagged', count: await countUntagged(read, groups, period) },
  ]
  const diary = await readDiary(read, child.id)
  const photoIds = new Map(allowed.map(({ sha256, id }) => [sha256, id]))
  return { period, lastDay: last, photos: allowed.map(toAlbumPhoto), photoIds, diary, leftOut }
}

function toAlbumPhoto(photo: AllowedPhoto): AlbumPhoto {
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
