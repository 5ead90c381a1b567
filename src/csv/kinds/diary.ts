import type { IsoDate, WallTime } from '../../rules/time.ts'
import type { ChildId } from '../../rules/world.ts'
import { list, optional, required } from '../column.ts'
import { declareKind } from '../kind.ts'
import { date } from '../readers/date.ts'
import { email } from '../readers/email.ts'
import { listOf, text } from '../readers/text.ts'
import { time } from '../readers/time.ts'

export interface DiaryRecord {
  readonly child: ChildId
  readonly date: IsoDate
  readonly time: WallTime
  /** As shown. */
  readonly author: string
  /** Of the guardian who wrote it; null: staff did. */
  readonly guardianEmail: string | null
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
    ouder_email: optional(email),
  },
  key: ['kindnummer', 'datum', 'tijd', 'auteur', 'tekst', 'fotos'],
  toRecord: (row): DiaryRecord => ({
    child: row.kindnummer,
    date: row.datum,
    time: row.tijd,
    author: row.auteur,
    guardianEmail: row.ouder_email,
    text: row.tekst,
    photos: row.fotos,
  }),
})
