import { UserError } from '../../errors.ts'
import { cutAtLines, type Lines } from './lines.ts'
import { LARGEST_MESSAGE, type RawMessage } from './raw-message.ts'

/** Who and when, as each message of an mbox file begins (RFC 4155); a sentence that begins with "From" has no time. */
const SEPARATOR = /^From \S.*\d:\d\d.*\d{4}/
const LONGEST_SEPARATOR = 400

/** The messages of an mbox file, one at a time. Throws a UserError on what doesn't begin as one. */
export async function* readMbox(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<RawMessage> {
  let number = 0
  let message: Collected | undefined
  for await (const lines of cutAtLines(chunks)) {
    for (const { bytes, begins } of cutAtSeparators(lines)) {
      if (begins) {
        if (message) yield rawMessage(message, number)
        number += 1
        message = { pieces: [], size: 0 }
      }
      if (!message) throw noMbox(name)
      collect(message, bytes)
    }
  }
  if (message) yield rawMessage(message, number)
}

function noMbox(name: string): UserError {
  return new UserError(
    `${name} is no mailbox: an mbox file begins with "From ", a sender and a time, and a Maildir is a folder with "new" and "cur".`,
  )
}

interface Piece {
  readonly bytes: Buffer
  /** It is the beginning of a message. */
  readonly begins: boolean
}

function* cutAtSeparators({ bytes, beginsLine }: Lines): Generator<Piece> {
  let from = 0
  let begins = false
  for (const at of findSeparators(bytes, beginsLine)) {
    if (at > from) yield { bytes: bytes.subarray(from, at), begins }
    from = at
    begins = true
  }
  yield { bytes: bytes.subarray(from), begins }
}

function* findSeparators(bytes: Buffer, beginsLine: boolean): Generator<number> {
  if (beginsLine && isSeparator(bytes, 0)) yield 0
  for (let at = bytes.indexOf('\nFrom '); at >= 0; at = bytes.indexOf('\nFrom ', at + 1)) {
    if (isSeparator(bytes, at + 1)) yield at + 1
  }
}

function isSeparator(bytes: Buffer, at: number): boolean {
  const [line = ''] = bytes.toString('latin1', at, at + LONGEST_SEPARATOR).split('\n', 1)
  return SEPARATOR.test(line)
}

interface Collected {
  readonly pieces: Buffer[]
  size: number
}

/** Of a message that is too large nothing is kept. */
function collect(message: Collected, bytes: Buffer): void {
  message.size += bytes.length
  if (message.size <= LARGEST_MESSAGE) message.pieces.push(bytes)
  else message.pieces.length = 0
}

function rawMessage({ pieces, size }: Collected, number: number): RawMessage {
  const name = `message ${number}`
  if (size > LARGEST_MESSAGE) return { name, bytes: undefined }
  const bytes = Buffer.concat(pieces)
  return { name, bytes: withoutQuotes(bytes.subarray(bytes.indexOf('\n') + 1)) }
}

/** Whoever wrote the file set a ">" before each line of a message that would have looked like a separator. */
function withoutQuotes(bytes: Buffer): Buffer {
  if (!bytes.includes('>From ')) return bytes
  return Buffer.from(bytes.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1')
}
