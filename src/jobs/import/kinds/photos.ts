import type { Fault } from '../../../csv/finding.ts'
import { type PhotoGroup, type PhotoRecord, photos as sheet } from '../../../csv/kinds/photos.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listChildren } from '../../../store/people.ts'
import { deletePhotos } from '../../../store/photos.ts'
import { findingAt, type ImportFinding, type Remark } from '../finding.ts'
import type { Batch, ImportKind, Match, Wanted } from '../kind.ts'
import { type Places, readPlaces, unknownChild, unknownGroup } from '../places.ts'
import type { PhotoFacts, UnusableFile } from './photo-file.ts'
import { type PhotoRow, readPhotoRows, savePhotoRows } from './photo-rows.ts'
import { type PhotoHands, type PreparedPhotos, preparePhotos } from './prepare-photos.ts'
import { unitePhotos } from './unite-photos.ts'

export function photos(hands: PhotoHands): ImportKind<PhotoRecord, PhotoRow, PreparedPhotos> {
  return {
    sheet,
    columnOf: { groupId: 'groep', caption: 'bijschrift', takenAt: 'tijdstip', takenFrom: 'tijdstip' },
    prepare: ({ records }) =>
      preparePhotos(
        records.map(({ record }) => record.file),
        hands,
      ),
    match: matchPhotos,
    save: savePhotoRows,
    stored: readPhotoRows,
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
): Promise<Match<PhotoRecord, PhotoRow>> {
  const numbers = new Set(records.flatMap(({ record }) => record.children))
  const childIds = new Map((await listChildren(read, numbers)).map((row) => [row.number, row.id]))
  const places = await readPlaces(read)
  const hashes = [...files.values()].flatMap((file) => (typeof file === 'string' ? [] : [file.sha256]))
  return {
    stored: await readPhotoRows(read, hashes),
    propose: ({ record }) => {
      const [file, fileFaults] = usable(files.get(record.file) ?? 'missing-file', record)
      const [groupId, groupFaults] = groupOf(record.group, places)
      const unknown = record.children.filter((child) => !childIds.has(child))
      const faults = [
        ...fileFaults,
        ...groupFaults,
        ...unknown.map((child) => unknownChild(child, 'kindnummers')),
      ]
      if (!file || faults.length > 0) return { faults }
      const tagged = record.children.flatMap((child) => childIds.get(child) ?? [])
      const row = {
        ...file,
        fileName: record.file,
        groupId,
        caption: record.caption,
        childIds: tagged.toSorted((one, other) => one - other),
      }
      return { key: file.sha256, name: record.file, row }
    },
    unite: unitePhotos,
    settle: (wanted) => ({ wanted, findings: wanted.filter(isUntagged).map(untagged) }),
  }
}

type UsableFile = Pick<PhotoRow, 'sha256' | 'crc32' | 'bytes' | 'type' | 'takenAt' | 'takenFrom'>

/** The time in the tags goes before the camera's; a photo without either has no place in an album. */
function usable(
  file: PhotoFacts | UnusableFile,
  { file: name, takenAt: told }: PhotoRecord,
): [UsableFile | undefined, readonly (Fault | Remark)[]] {
  if (typeof file === 'string') return [undefined, [{ code: file, column: 'bestand', value: name }]]
  const takenAt = told ?? file.takenAt
  if (!takenAt) return [undefined, [{ code: 'missing-value', column: 'tijdstip', value: '' }]]
  return [{ ...file, takenAt: takenAt.replace('T', ' '), takenFrom: told ? 'tags' : 'exif' }, []]
}

function groupOf(group: PhotoGroup | null, places: Places): [number | null, readonly Fault[]] {
  if (group === null) return [null, []]
  const { location, name } = group
  const id = location === null ? places.onlyGroupOf(name) : places.groupOf(location, name)
  return id === undefined
    ? [null, [unknownGroup(location === null ? name : `${location}/${name}`)]]
    : [id, []]
}

function isUntagged({ row }: Wanted<PhotoRow>): boolean {
  return row.childIds.length === 0
}

function untagged(one: Wanted<PhotoRow>): ImportFinding {
  return findingAt(one, { code: 'untagged', column: 'kindnummers', value: one.name })
}
