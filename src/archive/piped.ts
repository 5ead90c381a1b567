import { Readable } from 'node:stream'

/** Ending the result early, or a failure of its source, ends both. */
export function piped(
  source: Readable,
  through: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Uint8Array>,
): Readable {
  const result = Readable.from(through(source), { objectMode: false })
  source.once('error', (error) => result.destroy(error))
  result.once('close', () => source.destroy())
  return result
}
