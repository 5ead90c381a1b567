import { isDeepStrictEqual } from 'node:util'
import { findingAt } from '../finding.ts'
import type { Rows, United, Wanted } from '../kind.ts'
import type { PhotoRow } from './photo-rows.ts'

/**
 * A photo is its content, whatever the names of its file. What the name says under which it is known counts; any
 * other name only adds children, so that nobody on the photo is forgotten and asked no consent for.
 */
export function unitePhotos(rows: Rows<PhotoRow>, stored: PhotoRow | undefined): United<PhotoRow> {
  const own = stored ? rows.find(({ row }) => row.fileName === stored.fileName) : rows[0]
  const base = own?.row ?? (stored as PhotoRow)
  const childIds = sorted([...base.childIds, ...rows.flatMap(({ row }) => row.childIds)])
  const others = rows.filter((one) => one !== own && !isDeepStrictEqual(one.row.childIds, childIds))
  return {
    wanted: { ...(own ?? rows[0]), row: { ...base, childIds } },
    findings: [...others.map(sameContent), ...(own && stored ? tagsRemoved(own, stored, childIds) : [])],
  }
}

/** The tags of the name under which a photo is known are the truth, but a child must not vanish from it unseen. */
function tagsRemoved(own: Wanted<PhotoRow>, stored: PhotoRow, childIds: readonly number[]) {
  if (stored.childIds.every((id) => childIds.includes(id))) return []
  return [findingAt(own, { code: 'tag-removed', column: 'kindnummers', value: own.name })]
}

function sameContent(one: Wanted<PhotoRow>) {
  return findingAt(one, { code: 'same-photo', column: 'bestand', value: one.name })
}

function sorted(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)].toSorted((one, other) => one - other)
}
