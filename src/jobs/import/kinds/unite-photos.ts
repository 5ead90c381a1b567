import { isDeepStrictEqual } from 'node:util'
import { findingAt } from '../finding.ts'
import type { Rows, United, Wanted } from '../kind.ts'
import { inOrder, type NamedTags, type PhotoRow, sorted } from './photo-rows.ts'

/**
 * A photo is its content, whatever the names of its file. What the name says under which it is known counts; any
 * other name only adds children, so that nobody on the photo is forgotten and asked no consent for. A name whose tags
 * no longer have a child takes only its own word back: what other names say stays.
 */
export function unitePhotos(
  rows: Rows<PhotoRow>,
  stored: PhotoRow | undefined,
  untold: ReadonlySet<string>,
): United<PhotoRow> {
  const own = stored ? rows.find(({ row }) => row.fileName === stored.fileName) : rows[0]
  const base = own?.row ?? (stored as PhotoRow)
  const names = namesOf(rows, stored)
  const childIds = childrenOf(names, stored)
  const others = rows.filter(
    (one) => one !== own && !untold.has(one.name) && !isDeepStrictEqual(one.row.childIds, childIds),
  )
  return {
    wanted: { ...(own ?? rows[0]), row: { ...base, childIds, names } },
    findings: [...others.map(sameContent), ...(own && stored ? tagsRemoved(own, stored, childIds) : [])],
  }
}

/** Two rows of the tags may mean one file: both count. */
function namesOf(rows: Rows<PhotoRow>, stored: PhotoRow | undefined): readonly NamedTags[] {
  const told = Map.groupBy(
    rows.flatMap(({ row }) => row.names),
    ({ name }) => name,
  )
  const kept = (stored?.names ?? []).filter(({ name }) => !told.has(name))
  const fresh = [...told].map(([name, tags]) => ({
    name,
    childIds: sorted(tags.flatMap(({ childIds }) => childIds)),
  }))
  return inOrder([...kept, ...fresh])
}

/** Only what the names say anew, or no longer, changes: the portal tags too, and takes tags away. */
function childrenOf(names: readonly NamedTags[], stored: PhotoRow | undefined): readonly number[] {
  const said = new Set(names.flatMap(({ childIds }) => childIds))
  const saidBefore = new Set((stored?.names ?? []).flatMap(({ childIds }) => childIds))
  const kept = (stored?.childIds ?? []).filter((id) => said.has(id) || !saidBefore.has(id))
  return sorted([...kept, ...[...said].filter((id) => !saidBefore.has(id))])
}

/** The tags of the name under which a photo is known are the truth, but a child must not vanish from it unseen. */
function tagsRemoved(own: Wanted<PhotoRow>, stored: PhotoRow, childIds: readonly number[]) {
  if (stored.childIds.every((id) => childIds.includes(id))) return []
  return [findingAt(own, { code: 'tag-removed', column: 'kindnummers', value: own.name })]
}

function sameContent(one: Wanted<PhotoRow>) {
  return findingAt(one, { code: 'same-photo', column: 'bestand', value: one.name })
}
