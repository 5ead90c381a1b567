import { addressKey, holdsSeveralAddresses, isAddress } from '../address.ts'
import type { Reader } from '../column.ts'

/** Keeps the spelling; two spellings of one address are equal content. */
export const email: Reader<string> = (cell) => {
  if (isAddress(cell)) return { value: cell, comparable: addressKey(cell) }
  return { fault: holdsSeveralAddresses(cell) ? 'two-addresses' : 'invalid-email' }
}
