/** A part of a header: a number and its size in bytes, of which ZIP writes the low end first, or bytes as they are. */
export type Field = readonly [value: number, size: 1 | 2 | 4 | 8] | Buffer

/** How many bytes these fields are. */
export function sizeOf(all: readonly Field[]): number {
  return all.reduce((sum, field) => sum + (Buffer.isBuffer(field) ? field.length : field[1]), 0)
}

/** These fields, one after the other. */
export function fields(...all: readonly Field[]): Buffer {
  const bytes = Buffer.allocUnsafe(sizeOf(all))
  let at = 0
  for (const field of all) at = write(bytes, at, field)
  return bytes
}

function write(bytes: Buffer, at: number, field: Field): number {
  if (Buffer.isBuffer(field)) return at + field.copy(bytes, at)
  const [value, size] = field
  return size === 8 ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeUIntLE(value, at, size)
}

/** An extra field: what only newer programs read of an entry, and others skip. */
export function extraField(id: number, ...content: readonly Field[]): readonly Field[] {
  return [[id, 2], [sizeOf(content), 2], ...content]
}
