import type { IsoDate } from './time.ts'
import type { Credit } from './world.ts'

/** True from the first day for which the credit can be used up to and including the last. */
export function isUsableOn({ usableFrom, expiresOn }: Credit, date: IsoDate): boolean {
  return usableFrom <= date && (expiresOn === undefined || date <= expiresOn)
}
