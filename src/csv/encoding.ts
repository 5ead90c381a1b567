import { isUtf8 } from 'node:buffer'
import type { Encoding } from './report.ts'

/** A byte-order mark decides; without one what was asked for, else UTF-8 when the bytes are valid UTF-8, else Windows-1252. */
export function encodingOf(bytes: Uint8Array, asked?: Encoding): Encoding {
  return encodingByMark(bytes) ?? asked ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8-bom', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

function encodingByMark(bytes: Uint8Array): Encoding | undefined {
  return MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]
}

/** The text in UTF-8 without its byte-order mark, or undefined when the bytes are not text in this encoding. */
export function toUtf8(bytes: Uint8Array, encoding: Encoding): Buffer | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (encoding) {
    case 'utf-8':
      return isUtf8(buffer) ? buffer : undefined
    case 'utf-8-bom':
      return isUtf8(buffer) ? buffer.subarray(3) : undefined
    case 'windows-1252':
      return inParts(buffer, decodeWindows1252)
    default:
      return utf16ToUtf8(buffer, encoding)
  }
}

/** So much at a time that no large file is a string as a whole. */
const PART = 1 << 20

function inParts(buffer: Buffer, decode: (part: Buffer) => string): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < buffer.length; at += PART) {
    parts.push(Buffer.from(decode(buffer.subarray(at, at + PART))))
  }
  return Buffer.concat(parts)
}

function utf16ToUtf8(buffer: Buffer, encoding: 'utf-16le' | 'utf-16be'): Buffer | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    const text = inParts(buffer, (part) => decoder.decode(part, { stream: true }))
    decoder.decode()
    return text
  } catch {
    return undefined
  }
}

// Windows-1252 is Latin-1 but for these 32. Many releases of Node 22 and 24 decode it as plain Latin-1
// (nodejs/node#56542), so their TextDecoder is not used here.
const FROM_80_TO_9F = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function decodeWindows1252(part: Buffer): string {
  return part
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => FROM_80_TO_9F.charAt(character.charCodeAt(0) - 0x80))
}
