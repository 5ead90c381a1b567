/** What a file of the store can be. */
export type MediaType = PictureType | FilmType
export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic'
export type FilmType = 'video/mp4' | 'video/quicktime'

/** So many bytes from the beginning tell the type. */
export const SNIFFED = 64

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff])
const MP4_BRAND = /^(?:isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash)$/
const HEIC_BRAND = /^(?:heic|heix|heim|heis|hevc|hevx|hevm|hevs)$/
/** A film of QuickTime older than the box that names brands begins with any of these. */
const QUICKTIME_START = /^(?:moov|mdat|wide|pnot)$/

/** The type by content, whatever the name says; undefined for everything that the store does not take. */
export function sniff(bytes: Uint8Array): MediaType | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SNIFFED))
  if (startsWith(start, JPEG_START)) return 'image/jpeg'
  if (startsWith(start, PNG_SIGNATURE)) return 'image/png'
  if (/^RIFF....WEBP$/s.test(start.toString('latin1', 0, 12))) return 'image/webp'
  return sniffBoxes(start)
}

export function isFilm(type: MediaType): type is FilmType {
  return type === 'video/mp4' || type === 'video/quicktime'
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start)
}

/** HEIC, AVIF and QuickTime are boxes too, and some name an MP4 brand as compatible: their own brand decides. */
function sniffBoxes(start: Buffer): MediaType | undefined {
  if (start.length < 16) return undefined
  const first = start.toString('latin1', 4, 8)
  if (first !== 'ftyp') return QUICKTIME_START.test(first) ? 'video/quicktime' : undefined
  const [major = '', ...compatible] = brandsOf(start)
  if (major === 'qt  ') return 'video/quicktime'
  if (HEIC_BRAND.test(major)) return 'image/heic'
  if (/^m[is]f1$/.test(major))
    return compatible.some((brand) => HEIC_BRAND.test(brand)) ? 'image/heic' : undefined
  if (/^(?:hei|hev|avi|crx)/.test(major)) return undefined
  return [major, ...compatible].some((brand) => MP4_BRAND.test(brand)) ? 'video/mp4' : undefined
}

function brandsOf(start: Buffer): readonly string[] {
  const major = start.toString('latin1', 8, 12)
  const compatible = start.subarray(16, Math.min(start.readUInt32BE(0), start.length)).toString('latin1')
  return [major, ...(compatible.match(/.{4}/gs) ?? [])]
}
