import type { Fault } from '../../../csv/finding.ts'
import { type PhotoGroup, type PhotoRecord, photos as sheet } from '../../../csv/kinds/photos.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listChildren } from '../../../store/people.ts'
import { deletePhotos } from '../../../store/photos.ts'
import type { Remark } from '../finding.ts'
import type { Batch, ImportKind, Match, Proposal } from '../kind.ts'
import { type Places, readPlaces, unknownChild, unknownGroup } from '../places.ts'
import type { PhotoFacts, Unusable } from './photo-file.ts'
import { type PhotoRow, readPhotoRows, revivePhotoRows, savePhotoRows, sorted } from './photo-rows.ts'
import { takenOf } from './photo-taken.ts'
import { type PhotoHands, type PreparedPhotos, preparePhotos } from './prepare-photos.ts'
import { remarksOnPhotos } from './remarks-on-photos.ts'
import { unitePhotos } from './unite-photos.ts'

export function photos(hands: PhotoHands): ImportKind<PhotoRecord, PhotoRow, PreparedPhotos> {
  return {
    sheet,
    ...(hands.readAs !== undefined && { readAs: hands.readAs }),
    columnOf: { groupId: 'groep', caption: 'bijschrift', takenAt: 'tijdstip', takenFrom: 'tijdstip' },
    prepare: ({ records }, progress) =>
      preparePhotos(
        records.map(({ record }) => record.file),
        hands,
        progress,
      ),
    match: (read, batch, files) => matchPhotos(read, batch, files, hands),
    save: savePhotoRows,
    stored: readPhotoRows,
    revive: async (_read, rows) => revivePhotoRows(rows),
    // The file stays: another import may have brought the same one.
    remove: (write, rows) =>
      deletePhotos(
        write,
        rows.map(({ sha256 }) => sha256),
      ),
  }
}

async function matchPhotos(
  read: ReadDb,
  { records }: Batch<PhotoRecord>,
  files: PreparedPhotos,
  { untold }: Pick<PhotoHands, 'untold'>,
): Promise<Match<PhotoRecord, PhotoRow>> {
  const numbers = new Set(records.flatMap(({ record }) => record.children))
  const childIds = new Map((await listChildren(read, numbers)).map((row) => [row.number, row.id]))
  const places = await readPlaces(read)
  const hashes = [...files.values()].flatMap((file) => ('sha256' in file ? [file.sha256] : []))
  const stored = await readPhotoRows(read, hashes)
  const propose = ({ record }: { readonly record: PhotoRecord }): Proposal<PhotoRow> => {
    const file = files.get(record.file) ?? { code: 'missing-file' }
    if (!('sha256' in file)) return { faults: [unusable(record.file, file, untold)] }
    const before = stored.get(file.sha256)
    return untold.has(record.file)
      ? proposeUntold(record, file, before)
      : proposeTold(record, file, before, { childIds, places })
  }
  return {
    stored,
    propose,
    unite: (rows, before) => unitePhotos(rows, before, untold),
    settle: (wanted) => ({ wanted, findings: remarksOnPhotos(wanted, { files, stored, untold }) }),
  }
}

interface Known {
  readonly childIds: ReadonlyMap<string, number>
  readonly places: Places
}

function proposeTold(
  record: PhotoRecord,
  file: PhotoFacts,
  before: PhotoRow | undefined,
  known: Known,
): Proposal<PhotoRow> {
  const [groupId, groupFaults] = groupOf(record.group, known.places)
  const taken = takenOf(record.takenAt, file.taken, before)
  const unknown = record.children.filter((child) => !known.childIds.has(child))
  const faults = [
    ...(taken ? [] : [withoutTime]),
    ...groupFaults,
    ...unknown.map((child) => unknownChild(child, 'kindnummers')),
  ]
  if (!taken || faults.length > 0) return { faults }
  const childIds = sorted(record.children.flatMap((child) => known.childIds.get(child) ?? []))
  const row = { ...factsOf(file), ...taken, groupId, caption: record.caption }
  return proposalOf(record, { ...row, childIds, names: [{ name: file.name, childIds }] })
}

/** What is known of the photo stays; that it has this name too is new. */
function proposeUntold(
  record: PhotoRecord,
  file: PhotoFacts,
  before: PhotoRow | undefined,
): Proposal<PhotoRow> {
  const taken = before ?? takenOf(null, file.taken, undefined)
  if (!taken)
    return { faults: [{ ...withoutTime, code: 'timeless-file', value: record.file, ofFile: record.file }] }
  const { takenAt, takenFrom } = taken
  const childIds = before?.names.find(({ name }) => name === file.name)?.childIds ?? []
  const { groupId = null, caption = null } = before ?? {}
  const names = [{ name: file.name, childIds }]
  return proposalOf(record, { ...factsOf(file), takenAt, takenFrom, groupId, caption, childIds, names })
}

const withoutTime = { code: 'missing-value', column: 'tijdstip', value: '' } as const

function proposalOf({ file }: PhotoRecord, row: PhotoRow): Proposal<PhotoRow> {
  return { key: row.sha256, name: file, row }
}

function factsOf({ name, sha256, crc32, bytes, type, width, height, orientation }: PhotoFacts) {
  return { sha256, crc32, bytes, type, width, height, orientation, fileName: name }
}

function unusable(name: string, { code, why }: Unusable, untold: ReadonlySet<string>): Remark {
  return {
    code,
    column: 'bestand',
    value: name,
    ...(why !== undefined && { wrong: `is damaged: it ${why}` }),
    ...(untold.has(name) && { ofFile: name }),
  }
}

function groupOf(group: PhotoGroup | null, places: Places): [number | null, readonly Fault[]] {
  if (group === null) return [null, []]
  const { location, name } = group
  const id = location === null ? places.onlyGroupOf(name) : places.groupOf(location, name)
  return id === undefined
    ? [null, [unknownGroup(location === null ? name : `${location}/${name}`)]]
    : [id, []]
}
