/** A field of a ZIP: its value and its size in bytes. ZIP writes the low end first. */
export type Field = readonly [value: number, size: 1 | 2 | 4 | 8]

/** These fields, one after the other. */
export function fields(...all: readonly Field[]): Buffer {
  const bytes = Buffer.allocUnsafe(all.reduce((sum, [, size]) => sum + size, 0))
  let at = 0
  for (const [value, size] of all) {
    if (size === 8) bytes.writeBigUInt64LE(BigInt(value), at)
    else bytes.writeUIntLE(value, at, size)
    at += size
  }
  return bytes
}

/** An extra field: what only newer programs read of an entry, and others skip. */
export function extraField(id: number, ...content: readonly Field[]): Buffer {
  const body = fields(...content)
  return Buffer.concat([fields([id, 2], [body.length, 2]), body])
}
