import { type Damage, DamagedMedia } from './damage.ts'
import type { MediaType } from './sniff.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripMp4 } from './strip-mp4.ts'
import { stripPng } from './strip-png.ts'

export type Stripped = { readonly bytes: Buffer } | { readonly damage: Damage }

const STRIP: Record<MediaType, (bytes: Buffer) => Buffer> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'video/mp4': stripMp4,
}

/** The same photo or film without places, serial numbers and previews, not encoded anew; or what is wrong with it. */
export function strip(bytes: Uint8Array, type: MediaType): Stripped {
  try {
    return { bytes: STRIP[type](asBuffer(bytes)) }
  } catch (error) {
    if (error instanceof DamagedMedia) return { damage: error.damage }
    throw error
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
