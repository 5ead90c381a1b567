import { isUtf8 } from 'node:buffer'
import { encodingOf, toUtf8 } from './encoding.ts'
import { refusal } from './refusal.ts'
import type { Encoding, Refusal } from './report.ts'

export interface Text {
  readonly encoding: Encoding
  /** Without a byte-order mark. */
  readonly utf8: Buffer
}

/** The bytes as text that can hold rows, or why they cannot. */
export function readText(bytes: Uint8Array, asked?: Encoding): Text | Refusal {
  if (isWorkbook(bytes)) return refusal('not-text', 'it is a workbook, or another ZIP')
  const encoding = encodingOf(bytes, asked)
  const utf8 = toUtf8(bytes, encoding)
  if (utf8 === undefined || !isUtf8(utf8)) return refusal('not-text', `the bytes are no text in ${encoding}`)
  if (isBinary(utf8)) return refusal('not-text', 'it is full of control characters')
  if (utf8.includes(0)) return refusal('nul-bytes')
  return { encoding, utf8 }
}

/** How an .xlsx or .ods begins, which are ZIPs, and an .xls: saved under the name of a CSV they are still that. */
const WORKBOOKS = ['504b0304', 'd0cf11e0']

function isWorkbook(bytes: Uint8Array): boolean {
  return WORKBOOKS.includes(Buffer.from(bytes.subarray(0, 4)).toString('hex'))
}

/** More than one byte in fifty: no text with a stray control character in it. */
const BINARY_SHARE = 1 / 50

function isBinary(utf8: Buffer): boolean {
  let controls = 0
  for (let at = 0; at < utf8.length; at += 1) {
    const byte = utf8[at] as number
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20)) controls += 1
  }
  return controls > utf8.length * BINARY_SHARE
}
