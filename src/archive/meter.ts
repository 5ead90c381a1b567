import { createHash } from 'node:crypto'
import { EventEmitter, once } from 'node:events'

/** A stage of a pipeline that counts and hashes what passes through. */
export interface Meter {
  through(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>
  /** Waits until so many bytes have passed. */
  passed(bytes: number, signal: AbortSignal): Promise<void>
  result(): { readonly bytes: number; readonly sha256: string }
}

export function createMeter(): Meter {
  const hash = createHash('sha256')
  const steps = new EventEmitter()
  let total = 0
  return {
    async *through(chunks) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
        total += chunk.length
        steps.emit('step')
      }
    },
    async passed(bytes, signal) {
      while (total < bytes) await once(steps, 'step', { signal })
    },
    result: () => ({ bytes: total, sha256: hash.digest('hex') }),
  }
}
