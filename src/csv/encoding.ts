import type { Encoding } from './report.ts'

/** A byte-order mark decides; without one what was asked for, else UTF-8 when the bytes are valid UTF-8, else Windows-1252. */
export function encodingOf(bytes: Uint8Array, asked?: Encoding): Encoding {
  return encodingByMark(bytes) ?? asked ?? (decode(bytes, 'utf-8') === undefined ? 'windows-1252' : 'utf-8')
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8-bom', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

function encodingByMark(bytes: Uint8Array): Encoding | undefined {
  return MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]
}

/** The text without its byte-order mark, or undefined when the bytes are not text in this encoding. */
export function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  if (encoding === 'windows-1252') return decodeWindows1252(bytes)
  try {
    return new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

// Windows-1252 is Latin-1 but for these 32. Many releases of Node 22 and 24 decode it as plain Latin-1
// (nodejs/node#56542), so their TextDecoder is not used here.
const FROM_80_TO_9F = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin1.replace(/[\x80-\x9f]/g, (character) => FROM_80_TO_9F.charAt(character.charCodeAt(0) - 0x80))
}
