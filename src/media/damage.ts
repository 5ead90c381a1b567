/** A finding about a file that is not whole: from which byte on it makes no sense, and why. */
export interface Damage {
  readonly code: 'damaged'
  readonly at: number
  readonly why: string
}

/** Thrown inside this room only; `strip` hands the finding on as a value. */
export class DamagedMedia extends Error {
  readonly damage: Damage

  constructor(at: number, why: string) {
    super(why)
    this.damage = { code: 'damaged', at, why }
  }
}

/** The bytes from `from` up to `until`, which must all be there. */
export function take(bytes: Buffer, from: number, until: number): Buffer {
  if (from > until || until > bytes.length) throw new DamagedMedia(from, 'ends too early')
  return bytes.subarray(from, until)
}
