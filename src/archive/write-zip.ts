import { on } from 'node:events'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipArchive } from 'archiver'
import type { WallMoment } from '../rules/time.ts'
import { createMeter, type Meter } from './meter.ts'

/** One entry of a ZIP. Media are stored: packing them again wins nothing. */
export interface ZipEntry {
  readonly name: string
  readonly content: Buffer | Readable
  readonly at: WallMoment
  readonly method: 'store' | 'deflate'
}

export type AddEntry = (entry: ZipEntry) => Promise<void>

/** How far reading may run ahead of the disk; archiver itself would take everything into memory. */
const AHEAD = 8 * 1024 * 1024

/**
 * Writes what `feed` adds, one entry at a time, and ends when all of it is in `out`. Whatever fails (a source,
 * archiver, the disk, the signal) fails the whole; `feed` never waits for an archive that is gone.
 */
export async function writeZip<Fed>(
  out: Writable,
  feed: (add: AddEntry) => Promise<Fed>,
  signal: AbortSignal,
): Promise<{ readonly fed: Fed; readonly bytes: number; readonly sha256: string }> {
  const archive = new ZipArchive({ zlib: { level: 9 } })
  const fail = (error: Error) => archive.destroy(error)
  // A missing source is only a warning to archiver, and an error does not stop it: both must end it.
  archive.on('warning', fail).on('error', fail)
  const meter = createMeter()
  const over = new AbortController()
  const piped = pipeline(archive, meter.through, out, { signal }).finally(() => over.abort())
  const fed = feed(entryAdder(archive, meter, over.signal))
  // Not awaited: `finalize` never settles when the archive ends early; the pipeline does.
  fed.then(() => archive.finalize()).catch(fail)
  await Promise.allSettled([piped, fed])
  await piped
  return { fed: await fed, ...meter.result() }
}

function entryAdder(archive: ZipArchive, meter: Meter, over: AbortSignal): AddEntry {
  // One listener for all entries; its iterator also ends with `over`.
  const written = on(archive, 'entry', { signal: over })
  let stored = 0
  return async ({ name, content, at, method }) => {
    const [bytes, source] = content instanceof Readable ? [undefined, content] : [content, undefined]
    source?.on('error', (error) => archive.destroy(error))
    try {
      archive.append(content, { name, date: wallDate(at), mode: 0o644, store: method === 'store' })
      await written.next()
      // A stream waits for the disk by itself; what is deflated comes out smaller than it went in.
      if (bytes && method === 'store') stored += bytes.length
      await meter.passed(stored - AHEAD, over)
    } finally {
      source?.destroy()
    }
  }
}

/** ZIP has no zones: archiver writes the UTC fields of a date, which here are those of the wall clock. */
function wallDate(at: WallMoment): Date {
  return new Date(`${at}Z`)
}
