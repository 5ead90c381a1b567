import { enableCompileCache, flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { UserError } from '../errors.ts'
import type { Album } from './album.ts'
import type { ArchiveReport } from './write-archive.ts'

// What others have compiled before is a third of what a thread needs to start. It counts for what is loaded from here on.
enableCompileCache()
const { openMediaStore } = await import('../media/file-store.ts')
const { writeArchive } = await import('./write-archive.ts')

/** What the thread is given, one after the other. */
export interface ThreadWork {
  readonly album: Album
  readonly media: string
  readonly target: string
}

/** What comes back: an error loses its class on the way between threads. */
export type ThreadAnswer =
  | { readonly report: ArchiveReport }
  | { readonly mistake: { readonly message: string; readonly exitCode: UserError['exitCode'] } }
  | { readonly bug: unknown }

let stop = new AbortController()

parentPort?.on('message', async (message: ThreadWork | 'stop') => {
  if (message === 'stop') return stop.abort(new Error('interrupted'))
  stop = new AbortController()
  parentPort?.postMessage(await answer(message))
  flushCompileCache()
})

async function answer({ album, media, target }: ThreadWork): Promise<ThreadAnswer> {
  try {
    return { report: await writeArchive(album, openMediaStore(media), target, { signal: stop.signal }) }
  } catch (error) {
    if (!(error instanceof UserError)) return { bug: error }
    const { message, exitCode } = error
    return { mistake: { message, exitCode } }
  }
}
