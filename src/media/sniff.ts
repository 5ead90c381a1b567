/** What a file of the store can be. */
export type MediaType = 'image/jpeg' | 'image/png' | 'video/mp4'

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff])
const MP4_BRAND = /^(?:isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash)$/

/** The type by content, whatever the name says; undefined for everything that the store does not take. */
export function sniff(bytes: Uint8Array): MediaType | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64))
  if (startsWith(start, JPEG_START)) return 'image/jpeg'
  if (startsWith(start, PNG_SIGNATURE)) return 'image/png'
  return brandsOf(start).some((brand) => MP4_BRAND.test(brand)) ? 'video/mp4' : undefined
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start)
}

/** HEIC, AVIF and QuickTime are boxes too, and some name an MP4 brand as compatible: their own brand decides. */
function brandsOf(start: Buffer): readonly string[] {
  if (start.length < 16 || start.toString('latin1', 4, 8) !== 'ftyp') return []
  const major = start.toString('latin1', 8, 12)
  if (/^(?:hei|hev|mif|msf|avi|qt |crx)/.test(major)) return []
  const compatible = start.subarray(16, Math.min(start.readUInt32BE(0), start.length)).toString('latin1')
  return [major, ...(compatible.match(/.{4}/gs) ?? [])]
}
