/** Bytes that come in pieces, read in the sizes that a format asks for. All give less when the end is nearer. */
export interface ByteSource {
  /** The next bytes, which stay. */
  peek(bytes: number): Promise<Buffer>
  take(bytes: number): Promise<Buffer>
  /** The next bytes as they come, without holding them. */
  pass(bytes: number): AsyncGenerator<Buffer>
}

export function createSource(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): ByteSource {
  const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
  let held: readonly Buffer[] = []
  const length = () => held.reduce((sum, chunk) => sum + chunk.length, 0)

  async function fill(bytes: number): Promise<void> {
    const more: Buffer[] = [...held]
    for (let have = length(); have < bytes; have += more.at(-1)?.length ?? 0) {
      const next = await iterator.next()
      if (next.done) break
      more.push(next.value)
    }
    held = more
  }

  async function take(bytes: number): Promise<Buffer> {
    await fill(bytes)
    const all = Buffer.concat(held)
    held = all.length > bytes ? [all.subarray(bytes)] : []
    return all.subarray(0, bytes)
  }

  async function* pass(bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0; ) {
      await fill(1)
      const [first, ...rest] = held
      if (!first) return
      const part = first.subarray(0, Math.min(first.length, left))
      held = part.length === first.length ? rest : [first.subarray(part.length), ...rest]
      left -= part.length
      if (part.length > 0) yield part
    }
  }

  return {
    take,
    pass,
    async peek(bytes) {
      const taken = await take(bytes)
      held = [taken, ...held]
      return taken
    },
  }
}
