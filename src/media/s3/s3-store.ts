import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { EXIT, UserError } from '../../errors.ts'
import type { Reread } from '../content.ts'
import type { MediaStore, Part } from '../file-store.ts'
import { fingerprint, type StoredFile } from '../fingerprint.ts'
import { LARGE, type Opened } from '../open-stored.ts'
import type { Found } from '../open-unchecked.ts'
import { isSha256 } from '../store-path.ts'
import { isWholeJpeg } from '../stored-check.ts'
import { s3Address } from './address.ts'
import { isMissing, isWordless, s3Error } from './s3-error.ts'
import { uploadInParts } from './upload.ts'

/** A bucket, as everything here needs it. */
export interface Bucket {
  readonly client: S3Client
  readonly name: string
  readonly endpoint?: string | undefined
  /** `PREFIX/ab/cdef...`, as in a folder. */
  keyOf(sha256: string): string
}

const THUMBNAIL = '.thumbnail.jpg'

const CONNECT_MS = 10_000

export function openS3Store(place: string): MediaStore {
  const bucket = bucketOf(place)
  const told = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      await requireRegion(bucket)
      return await work()
    } catch (error) {
      throw s3Error(error, `${what} the bucket ${bucket.name}`, bucket.endpoint)
    }
  }
  return {
    put: (content, known) => told('cannot write to', () => put(bucket, content, known)),
    open: (sha256) => told('cannot read', () => openObject(bucket, sha256)),
    openUnchecked: (sha256) => told('cannot read', () => openUnchecked(bucket, sha256)),
    openPart: (sha256, part) => told('cannot read', () => openPart(bucket, sha256, part)),
    putThumbnail: (sha256, jpeg) =>
      told('cannot write to', () => putBytes(bucket, bucket.keyOf(sha256) + THUMBNAIL, Buffer.from(jpeg))),
    openThumbnail: (sha256) => told('cannot read', () => openThumbnail(bucket, sha256)),
    readThumbnail: (sha256) => told('cannot read', () => openThumbnail(bucket, sha256)),
    remove: (sha256) => told('cannot remove from', () => remove(bucket, sha256)),
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
    // An address behind a wall that drops everything is known as such in time.
    requestHandler: { connectionTimeout: CONNECT_MS },
  })
  const keyOf = (sha256: string) => `${prefix}${sha256.slice(0, 2)}/${sha256.slice(2)}`
  return { client, name: bucket, endpoint, keyOf }
}

/** The client finds it in the address, the environment or a file of the AWS tools, and says no more than that it is missing. */
async function requireRegion({ client, name }: Bucket): Promise<void> {
  await client.config.region().catch(() => {
    throw new UserError(
      `the bucket ${name} has no region that makes sense: name it in the setting "media", for instance s3://${name}/?region=eu-central-1.`,
      EXIT.failed,
    )
  })
}

async function put(bucket: Bucket, content: Uint8Array | Reread, known?: StoredFile): Promise<StoredFile> {
  const file = known ?? (await fingerprint(typeof content === 'function' ? content() : [content]))
  const key = bucket.keyOf(file.sha256)
  if (isThere(await headOf(bucket, key), content, file)) return file
  if (typeof content === 'function') await uploadInParts(bucket, key, content, file)
  else await putBytes(bucket, key, Buffer.from(content.buffer, content.byteOffset, content.byteLength))
  return file
}

async function headOf(bucket: Bucket, Key: string): Promise<HeadObjectCommandOutput | undefined> {
  const { client, name: Bucket } = bucket
  try {
    return await client.send(new HeadObjectCommand({ Bucket, Key }))
  } catch (error) {
    if (isMissing(error)) return undefined
    // A HEAD has no words: whoever asks for the first byte is told why not.
    if (isWordless(error)) (await get(bucket, { Key, Range: 'bytes=0-0' }))?.body.destroy()
    throw error
  }
}

/**
 * Whether the bucket has it, as far as it can tell without being read. The ETag of a photo is the MD5 of what was sent last
 * under its name, unless a key of KMS encrypts it. Of a film, which goes in parts, each server makes it otherwise, so that
 * one of the right size is taken for the same; whoever opens it looks at its SHA-256.
 */
function isThere(
  head: HeadObjectCommandOutput | undefined,
  content: Uint8Array | Reread,
  { bytes }: StoredFile,
): boolean {
  if (head?.ContentLength !== bytes) return false
  if (typeof content === 'function' || head.ServerSideEncryption?.startsWith('aws:kms')) return true
  return head.ETag?.replaceAll('"', '') === md5Of(content).toString('hex')
}

function md5Of(content: Uint8Array): Buffer {
  return createHash('md5').update(content).digest()
}

async function putBytes({ client, name: Bucket }: Bucket, Key: string, Body: Buffer): Promise<void> {
  const ContentMD5 = md5Of(Body).toString('base64')
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
