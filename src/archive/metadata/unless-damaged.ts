import { DamagedMedia } from '../../media/damage.ts'

/** What was made of a file, or undefined when the file makes no sense: then a parent gets what the store has. */
export function unlessDamaged<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    // A RangeError comes from reading a number beyond the end.
    if (error instanceof DamagedMedia || error instanceof RangeError) return undefined
    throw error
  }
}
