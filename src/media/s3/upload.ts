import { createHash } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { Reread } from '../content.ts'
import { fingerprint, type StoredFile } from '../fingerprint.ts'
import { changedWhileRead, isSame } from '../stored-check.ts'
import type { Bucket } from './s3-store.ts'

/** Ten thousand parts of this size are 156 GiB. */
const PART = 16 * 1024 * 1024

/** Sends a file piece by piece; it is there when all of it is, and only if it is what it was known to be. */
export async function uploadInParts(
  bucket: Bucket,
  Key: string,
  content: Reread,
  known: StoredFile,
): Promise<void> {
  const { client, name: Bucket } = bucket
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))
  try {
    const Parts: { ETag: string | undefined; PartNumber: number }[] = []
    const sent = await fingerprint(
      sending(content(), async (Body) => {
        const PartNumber = Parts.length + 1
        const ContentMD5 = createHash('md5').update(Body).digest('base64')
        const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ContentMD5 })
        Parts.push({ ETag: (await client.send(part)).ETag, PartNumber })
      }),
    )
    if (!isSame(sent, known)) throw changedWhileRead()
    await client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    )
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => {})
    throw error
  }
}

/** Gathers pieces to parts, and hands the pieces on. */
async function* sending(
  pieces: AsyncIterable<Uint8Array>,
  send: (part: Buffer) => Promise<void>,
): AsyncIterable<Uint8Array> {
  let [gathered, bytes]: [Uint8Array[], number] = [[], 0]
  for await (const piece of pieces) {
    gathered.push(piece)
    bytes += piece.length
    if (bytes >= PART) {
      await send(Buffer.concat(gathered))
      ;[gathered, bytes] = [[], 0]
    }
    yield piece
  }
  if (bytes > 0) await send(Buffer.concat(gathered))
}
