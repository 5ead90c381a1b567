import { z } from 'zod'
import type { Moment } from '../rules/time.ts'
import { type Album, LEFT_OUT_REASONS, type LeftOut, type LeftOutReason } from './album.ts'
import type { NamedPhoto } from './entry-names.ts'

export const MANIFEST_NAME = 'manifest.json'
const FORMAT = 'ouderportaal-departure/1'

export type LeftOutCounts = Readonly<Record<LeftOutReason, number>>

const count = z.int().nonnegative()

const EntrySchema = z.object({
  name: z.string(),
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.string(),
  takenAt: z.string().optional(),
})

const ManifestSchema = z.object({
  format: z.literal(FORMAT),
  child: z.string(),
  madeAt: z.string(),
  period: z.object({ from: z.string(), until: z.string() }),
  counts: z.object({ photos: count, videos: count, diaryEntries: count }),
  leftOut: z.record(z.enum(LEFT_OUT_REASONS), count),
  entries: z.array(EntrySchema),
})

/** What is in a ZIP, all entries but the manifest itself. It names the child by number and nobody else at all. */
export type Manifest = Readonly<z.infer<typeof ManifestSchema>>
export type ManifestEntry = Readonly<z.infer<typeof EntrySchema>>

interface Contents {
  readonly photos: readonly NamedPhoto[]
  readonly entries: readonly ManifestEntry[]
  readonly leftOut: LeftOutCounts
}

export function makeManifest(album: Album, madeAt: Moment, { photos, entries, leftOut }: Contents): Manifest {
  const videos = photos.filter(({ photo }) => photo.type.startsWith('video/')).length
  return {
    format: FORMAT,
    child: album.child.id,
    madeAt: madeAt.now.toString(),
    period: album.period,
    counts: { photos: photos.length - videos, videos, diaryEntries: album.diary.length },
    leftOut,
    entries: [...entries],
  }
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
