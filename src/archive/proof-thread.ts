import { on } from 'node:events'
import { type MessagePort, parentPort } from 'node:worker_threads'
import { withFile } from './zip/byte-source.ts'
import { type Followed, followZip } from './zip/follow-zip.ts'
import type { ZipRecord } from './zip/records.ts'

/** What the thread is given: where the ZIP is, then what was written into it, some at a time, and that this was all. */
export type ProofMessage = string | readonly ZipRecord[] | 'all-written'

/** What comes back. Who ends the thread ends its work. */
export type ProofAnswer = { readonly followed: Followed } | { readonly fault: unknown }

const messages = on(parentPort as MessagePort, 'message')
for await (const [path] of messages) parentPort?.postMessage(await follow(path, writtenRecords()))

async function follow(path: string, written: AsyncIterable<readonly ZipRecord[]>): Promise<ProofAnswer> {
  const { signal } = new AbortController()
  try {
    const followed = await withFile(path, (source) => followZip(source, written, signal))
    return followed ? { followed } : { fault: new Error('something else is in the place of the ZIP') }
  } catch (fault) {
    return { fault }
  }
}

async function* writtenRecords(): AsyncGenerator<readonly ZipRecord[]> {
  for (;;) {
    const [records] = (await messages.next()).value ?? ['all-written']
    if (records === 'all-written') return
    yield records
  }
}
