import { type Damage, DamagedMedia } from './damage.ts'
import { stripHeic } from './heic/strip-heic.ts'
import type { PictureType } from './sniff.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'

export type Stripped = { readonly bytes: Buffer } | { readonly damage: Damage }

const STRIP: Record<PictureType, (bytes: Buffer) => Buffer> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
  'image/heic': stripHeic,
}

/** The same photo without places, serial numbers and previews, not encoded anew; or what is wrong with it. */
export function strip(bytes: Uint8Array, type: PictureType): Stripped {
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
