import type { IsoDate, WallTime } from '../../rules/time.ts'
import type { ChildId } from '../../rules/world.ts'
import { list, required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { date } from '../readers/date.ts'
import { listOf, text } from '../readers/text.ts'
import { time } from '../readers/time.ts'

export interface DiaryRecord {
  readonly child: ChildId
  readonly date: IsoDate
  readonly time: WallTime
  readonly author: string
  /** With its line breaks. */
  readonly text: string
  /** Names of photo files. */
  readonly photos: readonly string[]
}

/** An entry tells a day: more than fits in any other cell. */
const LONGEST_ENTRY = 10_000

export const diary = declareKind({
  columns: {
    kindnummer: required(text),
    datum: required(date),
    tijd: required(time),
    auteur: required(text),
    tekst: required(text, LONGEST_ENTRY),
    fotos: list(listOf(), { inHeader: false }),
  },
  key: ['kindnummer', 'datum', 'tijd', 'auteur', 'tekst', 'fotos'],
  toRecord: (row): DiaryRecord => ({
    child: row.kindnummer,
    date: row.datum,
    time: row.tijd,
    author: row.auteur,
    text: row.tekst,
    photos: row.fotos,
  }),
})
