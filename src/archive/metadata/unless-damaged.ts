import { DamagedMedia } from '../../media/damage.ts'

/** What was made of the bytes, or the bytes themselves when they make no sense: a parent gets what the store has. */
export function unlessDamaged(bytes: Buffer, make: (bytes: Buffer) => Buffer): Buffer {
  try {
    return make(bytes)
  } catch (error) {
    // A RangeError comes from reading a number beyond the end.
    if (error instanceof DamagedMedia || error instanceof RangeError) return bytes
    throw error
  }
}
