import { Readable } from 'node:stream'
import { EXIT, UserError } from '../errors.ts'
import { fingerprint } from '../media/fingerprint.ts'
import type { AlbumPhoto } from './album.ts'
import { tellFacts } from './metadata/tell.ts'
import { createMeter } from './meter.ts'
import { piped } from './piped.ts'

type Listed = Pick<AlbumPhoto, 'bytes' | 'sha256'>

/** The content of a photo as it goes into the ZIP, and, when all of it went, what the manifest lists of it. */
export interface ToldContent {
  readonly content: Buffer | Readable
  listed(): Listed
}

/** With the facts of the photo inside. Content that says them already is in the ZIP as it is in the store. */
export async function toldContent(stored: Buffer | Readable, photo: AlbumPhoto): Promise<ToldContent> {
  const source = stored instanceof Readable ? piped(stored, (chunks) => unchanged(chunks, photo)) : stored
  const content = await tellFacts(source, photo)
  if (content instanceof Readable) {
    const meter = createMeter()
    return { content: piped(content, meter.through), listed: meter.result }
  }
  if (content === stored) return { content, listed: () => photo }
  const file = await fingerprint([content])
  return { content, listed: () => file }
}

/** It was whole when it was opened, and may change while it is read: what is made of it would hide that. */
async function* unchanged(chunks: AsyncIterable<Buffer>, { sha256 }: Listed): AsyncGenerator<Buffer> {
  const meter = createMeter()
  yield* meter.through(chunks) as AsyncGenerator<Buffer>
  if (meter.result().sha256 === sha256) return
  throw new UserError(
    `file ${sha256} of the file store changed while it was read; run the export again`,
    EXIT.failed,
  )
}
