import { decode, encodingOf } from './encoding.ts'
import { refusal } from './refusal.ts'
import type { Encoding, Refusal } from './report.ts'

export interface Text {
  readonly encoding: Encoding
  readonly text: string
}

/** The bytes as text that can hold rows, or why they cannot. */
export function readText(bytes: Uint8Array, asked?: Encoding): Text | Refusal {
  const encoding = encodingOf(bytes, asked)
  const text = decode(bytes, encoding)
  if (text === undefined) return refusal('not-text', `the bytes are no text in ${encoding}`)
  if (text.trim() === '') return refusal('empty-file')
  if (isBinary(text)) return refusal('not-text', 'it is full of control characters')
  if (text.includes('\0')) return refusal('nul-bytes')
  return { encoding, text }
}

/** More than one character in fifty: no text with a stray control character in it. */
const BINARY_SHARE = 1 / 50

function isBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const controls = text.match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0
  return controls > text.length * BINARY_SHARE
}
