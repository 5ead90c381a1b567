import { Temporal } from 'temporal-polyfill'
import type { IsoDate } from './time.ts'

/** The rule about the diary, with its clause. */
export const DIARY_RULE = { rule: 'diary.first-year', clause: 'LK-12' } as const

/**
 * Whether staff still keep the diary of a child on a day (LK-12): up to the first birthday, which is included. Of a
 * child born on 29 February that is 28 February.
 */
export function isDiaryYear(born: IsoDate, on: IsoDate): boolean {
  const firstBirthday = Temporal.PlainDate.from(born).add({ years: 1 })
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(on), firstBirthday) <= 0
}
