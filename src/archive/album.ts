import type { StoredFile } from '../media/fingerprint.ts'
import type { MediaType } from '../media/sniff.ts'
import type { IsoDate, WallMoment } from '../rules/time.ts'
import type { ChildId } from '../rules/world.ts'
import type { OwnData } from './data/schemas.ts'

export type Language = 'nl' | 'en'

/** Why a photo of the child is not in the export; the first two were decided before, the last two show while it is made. */
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]

export const LEFT_OUT_REASONS = ['consent-missing', 'untagged', 'missing-file', 'damaged-file'] as const

/** How many were left out for a reason. Never which children it is about. */
export interface LeftOut {
  readonly reason: LeftOutReason
  readonly count: number
}

/** A photo or video that this child's guardian may take along. */
export interface AlbumPhoto extends StoredFile {
  readonly type: MediaType
  readonly takenAt: WallMoment
  readonly caption?: string
  readonly group: string
}

export interface DiaryEntry {
  readonly writtenAt: WallMoment
  readonly author: string
  readonly text: string
  /** SHA-256 of the photos that go with it; one that is not in the album was left out. */
  readonly photos: readonly string[]
  /** How many photos with it are in another part, of an export that was split; left out: none. */
  readonly inOtherParts?: number
}

/** All that a departing child's guardian gets, decided by the rules; the archive only writes it down. */
export interface Album {
  readonly organisation: string
  readonly child: { readonly id: ChildId; readonly name: string }
  readonly language: Language
  /** Whose it is: the place with the child, 1 or 2, which names nobody. */
  readonly guardian?: number
  /** Both days are included. */
  readonly period: { readonly from: IsoDate; readonly until: IsoDate }
  readonly photos: readonly AlbumPhoto[]
  readonly diary: readonly DiaryEntry[]
  readonly leftOut: readonly LeftOut[]
  /** What else is stored of the child, for this guardian alone. */
  readonly data?: OwnData
  /** Which of several this is, when all of it together would be too large for one ZIP. */
  readonly part?: { readonly number: number; readonly of: number; readonly label: string }
}
