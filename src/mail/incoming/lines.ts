export interface Lines {
  /** They end with a line break, but for the last of all and for those of a line that has no end. */
  readonly bytes: Buffer
  /** False in the middle of a line that was too long to be kept whole. */
  readonly beginsLine: boolean
}

const LF = 0x0a

/** Longer lines come in pieces, so that a file without line breaks needs no more memory than one with. */
const LONGEST_LINE = 64 * 1024

/** The same bytes, cut behind a line break. */
export async function* cutAtLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Lines> {
  let rest: Buffer = Buffer.alloc(0)
  let beginsLine = true
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = endOfLines(bytes)
    if (end > 0) {
      yield { bytes: bytes.subarray(0, end), beginsLine }
      beginsLine = bytes[end - 1] === LF
    }
    rest = bytes.subarray(end)
  }
  if (rest.length > 0) yield { bytes: rest, beginsLine }
}

function endOfLines(bytes: Buffer): number {
  const end = bytes.lastIndexOf(LF) + 1
  return end === 0 && bytes.length > LONGEST_LINE ? bytes.length : end
}
