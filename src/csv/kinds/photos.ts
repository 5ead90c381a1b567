import type { WallMoment } from '../../rules/time.ts'
import type { ChildId } from '../../rules/world.ts'
import { list, optional, type Reader, required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { listOf, text } from '../readers/text.ts'
import { wallMoment } from '../readers/time.ts'

export interface PhotoRecord {
  readonly file: string
  /** Everybody on the photo; empty: untagged. */
  readonly children: readonly ChildId[]
  readonly group: PhotoGroup | null
  /** Null: not in this file; the photo itself may tell. */
  readonly takenAt: WallMoment | null
  readonly caption: string | null
}

export interface PhotoGroup {
  /** Null: only the name of the group is given. */
  readonly location: string | null
  readonly name: string
}

/** `groep` or `locatie/groep`. */
const group: Reader<PhotoGroup> = (cell) => {
  const [, location, name] = /^(?:([^/]*)\/)?(.*)$/s.exec(cell)?.map((part) => part?.trim()) ?? []
  if (!name || location === '') return { fault: 'invalid-value', remedy: 'write group or location/group' }
  return { value: { location: location ?? null, name } }
}

export const photos = declareKind({
  columns: {
    bestand: required(text),
    kindnummers: list(listOf(/[\s,]+/), { inHeader: true }),
    groep: optional(group),
    tijdstip: optional(wallMoment),
    bijschrift: optional(text),
  },
  key: ['bestand'],
  toRecord: (row): PhotoRecord => ({
    file: row.bestand,
    children: row.kindnummers,
    group: row.groep,
    takenAt: row.tijdstip,
    caption: row.bijschrift,
  }),
})
