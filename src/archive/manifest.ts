import { z } from 'zod'
import { type Album, LEFT_OUT_REASONS, type LeftOut, type LeftOutReason } from './album.ts'
import type { NamedPhoto } from './entry-names.ts'
import { jsonPieces } from './json-pieces.ts'
import { newestMoment } from './newest-moment.ts'

export const MANIFEST_NAME = 'manifest.json'
const FORMAT = 'ouderportaal-departure/2'

export type LeftOutCounts = Readonly<Record<LeftOutReason, number>>

const count = z.int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const EntrySchema = z.object({
  name: z.string(),
  bytes: count,
  sha256,
  /** Of the file that the organisation keeps, when what is in the ZIP was made of it. */
  original: sha256.optional(),
  type: z.string(),
  takenAt: z.string().optional(),
})

const ManifestSchema = z.object({
  format: z.literal(FORMAT),
  child: z.string(),
  /** Whose it is, the place with the child, so that parts of two guardians are never taken together. Older ones lack it. */
  guardian: count.optional(),
  /** The newest photo or entry in it. When the ZIP was made is not in it: the same content is the same bytes. */
  newest: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  period: z.object({ from: z.string(), until: z.string() }),
  /** Which part this is, of an export that was split; each is complete in itself. */
  part: z.object({ number: count, of: count, label: z.string() }).optional(),
  counts: z.object({ photos: count, videos: count, diaryEntries: count }),
  leftOut: z.record(z.enum(LEFT_OUT_REASONS), count),
  entries: z.array(EntrySchema),
})

/** What is in a ZIP, all entries but the manifest and the list of sums. It names the child by number, the guardian by place, and nobody else at all. */
export type Manifest = Readonly<z.infer<typeof ManifestSchema>>
export type ManifestEntry = Readonly<z.infer<typeof EntrySchema>>

interface Contents {
  readonly photos: readonly NamedPhoto[]
  readonly entries: readonly ManifestEntry[]
  readonly leftOut: LeftOutCounts
}

export function makeManifest(album: Album, { photos, entries, leftOut }: Contents): Manifest {
  const videos = photos.filter(({ photo }) => photo.type.startsWith('video/')).length
  return {
    format: FORMAT,
    child: album.child.id,
    ...(album.guardian !== undefined && { guardian: album.guardian }),
    newest: newestMoment(album),
    period: album.period,
    ...(album.part && { part: album.part }),
    counts: { photos: photos.length - videos, videos, diaryEntries: album.diary.length },
    leftOut,
    entries: [...entries],
  }
}

/** The text of a manifest. */
export function manifestPieces({ entries, ...head }: Manifest): Iterable<string> {
  return jsonPieces(head, 'entries', entries)
}

/** The manifest in a text, or undefined when it is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return ManifestSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Every reason with its number, zero included, so that none can be overlooked. */
export function countLeftOut(parts: readonly LeftOut[]): LeftOutCounts {
  const total = (reason: LeftOutReason) =>
    parts.filter((part) => part.reason === reason).reduce((sum, part) => sum + part.count, 0)
  return Object.fromEntries(LEFT_OUT_REASONS.map((reason) => [reason, total(reason)])) as LeftOutCounts
}
