import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { UserError } from '../../errors.ts'
import type { Reread } from '../content.ts'
import type { MediaStore, Part } from '../file-store.ts'
import { fingerprint, type StoredFile } from '../fingerprint.ts'
import { LARGE, type Opened } from '../open-stored.ts'
import type { Found } from '../open-unchecked.ts'
import { isSha256 } from '../store-path.ts'
import { isWholeJpeg } from '../stored-check.ts'
import { s3Address } from './address.ts'
import { isMissing, s3Error } from './s3-error.ts'
import { uploadInParts } from './upload.ts'

/** A bucket, as everything here needs it. */
export interface Bucket {
  readonly client: S3Client
  readonly name: string
  /** `PREFIX/ab/cdef...`, as in a folder. */
  keyOf(sha256: string): string
}

const THUMBNAIL = '.thumbnail.jpg'

export function openS3Store(place: string): MediaStore {
  const bucket = bucketOf(place)
  const told = <T>(what: string, work: Promise<T>): Promise<T> =>
    work.catch((error) => {
      throw s3Error(error, `${what} the bucket ${bucket.name}`)
    })
  return {
    put: (content, known) => told('cannot write to', put(bucket, content, known)),
    open: (sha256) => told('cannot read', openObject(bucket, sha256)),
    openUnchecked: (sha256) => told('cannot read', openUnchecked(bucket, sha256)),
    openPart: (sha256, part) => told('cannot read', openPart(bucket, sha256, part)),
    putThumbnail: (sha256, jpeg) =>
      told('cannot write to', putBytes(bucket, bucket.keyOf(sha256) + THUMBNAIL, Buffer.from(jpeg))),
    openThumbnail: (sha256) => told('cannot read', openThumbnail(bucket, sha256)),
    remove: (sha256) => told('cannot remove from', remove(bucket, sha256)),
    // Uploads that nobody ended are the bucket's own to remove: docs/settings.md tells how.
    tidy: async () => {},
  }
}

function bucketOf(place: string): Bucket {
  const address = s3Address(place)
  if (!address)
    throw new UserError(`${place} is no place for photos: write s3://BUCKET/PREFIX in the setting "media".`)
  const { bucket, prefix, region, endpoint } = address
  const client = new S3Client({
    ...(region && { region }),
    // Servers that are not Amazon's often know no bucket by its host, and no checksums of the newest kind.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return { client, name: bucket, keyOf: (sha256) => `${prefix}${sha256.slice(0, 2)}/${sha256.slice(2)}` }
}

async function put(bucket: Bucket, content: Uint8Array | Reread, known?: StoredFile): Promise<StoredFile> {
  const file = known ?? (await fingerprint(typeof content === 'function' ? content() : [content]))
  const key = bucket.keyOf(file.sha256)
  // The server keeps checksums of its own: what has the right size there is what was sent.
  if ((await sizeOf(bucket, key)) === file.bytes) return file
  if (typeof content === 'function') await uploadInParts(bucket, key, content, file)
  else await putBytes(bucket, key, Buffer.from(content.buffer, content.byteOffset, content.byteLength))
  return file
}

async function sizeOf({ client, name: Bucket }: Bucket, Key: string): Promise<number | undefined> {
  try {
    return (await client.send(new HeadObjectCommand({ Bucket, Key }))).ContentLength
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function putBytes({ client, name: Bucket }: Bucket, Key: string, Body: Buffer): Promise<void> {
  const ContentMD5 = createHash('md5').update(Body).digest('base64')
  await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentMD5 }))
}

async function openObject(bucket: Bucket, sha256: string): Promise<Opened> {
  if (!isSha256(sha256)) return { state: 'missing', why: 'not a SHA-256' }
  const object = await get(bucket, { Key: bucket.keyOf(sha256) })
  if (!object) return { state: 'missing', why: 'not in the store' }
  const small = object.bytes < LARGE ? await buffer(object.body) : undefined
  const file = await fingerprint(small ? [small] : object.body)
  if (file.sha256 !== sha256) return { state: 'damaged', why: 'does not fit its SHA-256' }
  if (small) return { state: 'whole', file, content: small }
  // The same object that was checked, and no other that has its name by now.
  const again = await get(bucket, { Key: bucket.keyOf(sha256), ...(object.etag && { IfMatch: object.etag }) })
  return again
    ? { state: 'whole', file, content: again.body }
    : { state: 'missing', why: 'not in the store any more' }
}

async function openUnchecked(bucket: Bucket, sha256: string): Promise<Found> {
  if (!isSha256(sha256)) return { state: 'missing', why: 'not a SHA-256' }
  const object = await get(bucket, { Key: bucket.keyOf(sha256) })
  if (!object) return { state: 'missing', why: 'not in the store' }
  return { state: 'found', content: object.bytes < LARGE ? await buffer(object.body) : object.body }
}

interface Wanted {
  readonly Key: string
  readonly IfMatch?: string
  readonly Range?: string
}

async function get({ client, name: Bucket }: Bucket, wanted: Wanted) {
  try {
    const { Body, ContentLength = 0, ETag } = await client.send(new GetObjectCommand({ Bucket, ...wanted }))
    return { body: Body as Readable, bytes: ContentLength, etag: ETag }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function openPart(
  bucket: Bucket,
  sha256: string,
  { from, until }: Part,
): Promise<Readable | undefined> {
  if (!isSha256(sha256)) return undefined
  const part = await get(bucket, { Key: bucket.keyOf(sha256), Range: `bytes=${from}-${until}` })
  return part?.body
}

async function openThumbnail(bucket: Bucket, sha256: string): Promise<Buffer | undefined> {
  if (!isSha256(sha256)) return undefined
  const object = await get(bucket, { Key: bucket.keyOf(sha256) + THUMBNAIL })
  const bytes = object && (await buffer(object.body))
  return bytes && isWholeJpeg(bytes) ? bytes : undefined
}

async function remove({ client, name: Bucket, keyOf }: Bucket, sha256: string): Promise<void> {
  if (!isSha256(sha256)) return
  for (const Key of [keyOf(sha256), keyOf(sha256) + THUMBNAIL]) {
    await client.send(new DeleteObjectCommand({ Bucket, Key }))
  }
}
