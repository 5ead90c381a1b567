const QUOTE = 0x22
const CR = 0x0d
const LF = 0x0a

/** Where the records of a text stand, found without reading their cells: eight bytes a record, however long it is. */
export interface Records {
  readonly count: number
  /** The bytes of a record, without the line end after it. */
  bytesOf(record: number): Buffer
  /** The bytes of records from the first to before the end, with all line ends. */
  bytesBetween(first: number, end: number): Buffer
  /** The physical line on which a record begins; for `count` that of the end. */
  lineOf(record: number): number
  /** The record in which a line stands. */
  recordOn(line: number): number
  /** The line (the first is `firstLine`) on which a quote opens that is never closed. */
  readonly unclosedQuote: number | undefined
}

/**
 * CRLF, LF and CR end a record, but not inside quotes (RFC 4180). A quote is unclosed when the text ends first, or
 * when what closes it on a later line is plainly the opening quote of another cell. Text after a closing quote on
 * the same line harms that one row only.
 */
export function findRecords(utf8: Buffer, delimiter: string, firstLine: number): Records {
  const starts = new Places()
  const lines = new Places()
  const text = new Scanner(utf8, delimiter.charCodeAt(0))
  let line = firstLine
  while (text.at < utf8.length) {
    starts.push(text.at)
    lines.push(line)
    const ends = text.skipRecord()
    if (ends === undefined) return recordsOf(utf8, starts, lines, line + text.linesBeforeQuote)
    line += ends
  }
  starts.push(utf8.length)
  lines.push(line)
  return recordsOf(utf8, starts, lines, undefined)
}

function recordsOf(utf8: Buffer, starts: Places, lines: Places, unclosedQuote: number | undefined): Records {
  return {
    count: starts.length - 1,
    bytesOf: (record) =>
      utf8.subarray(starts.at(record), withoutLineEnd(utf8, starts.at(record), starts.at(record + 1))),
    bytesBetween: (first, end) => utf8.subarray(starts.at(first), starts.at(end)),
    lineOf: (record) => lines.at(record),
    recordOn: (line) => lines.lastUpTo(line),
    unclosedQuote,
  }
}

function withoutLineEnd(utf8: Buffer, start: number, end: number): number {
  let last = end
  if (last > start && utf8[last - 1] === LF) last -= 1
  if (last > start && utf8[last - 1] === CR) last -= 1
  return last
}

/** Goes through a text from record to record; quotes and line ends are looked up ahead, not byte by byte. */
class Scanner {
  at = 0
  linesBeforeQuote = 0
  readonly #utf8: Buffer
  readonly #delimiter: number
  readonly #next = { [QUOTE]: -1, [CR]: -1, [LF]: -1 }

  constructor(utf8: Buffer, delimiter: number) {
    this.#utf8 = utf8
    this.#delimiter = delimiter
  }

  /** Goes to the beginning of the next record; gives the line ends passed, or undefined for a quote without end. */
  skipRecord(): number | undefined {
    let ends = 0
    for (;;) {
      const quote = this.#find(QUOTE)
      const end = Math.min(this.#find(CR), this.#find(LF))
      if (end < quote || quote === this.#utf8.length) {
        this.at = this.#afterLineEnd(end)
        return ends + 1
      }
      this.linesBeforeQuote = ends
      const inside = this.#skipQuoted(quote)
      if (inside === undefined) return undefined
      ends += inside
    }
  }

  /** Goes behind the closing quote, or behind a quote that opens nothing; gives the line ends inside. */
  #skipQuoted(open: number): number | undefined {
    this.at = open + 1
    if (!this.#isEdge(open - 1)) return 0
    const close = this.#closing(open)
    if (close < 0) return undefined
    this.at = close + 1
    const inside = this.#lineEndsIn(open, close)
    return inside > 0 && !this.#isEdge(close + 1) ? undefined : inside
  }

  /** A pair of quotes is data. */
  #closing(open: number): number {
    let at = this.#utf8.indexOf(QUOTE, open + 1)
    while (at >= 0 && this.#utf8[at + 1] === QUOTE) at = this.#utf8.indexOf(QUOTE, at + 2)
    return at
  }

  #isEdge(at: number): boolean {
    const byte = this.#utf8[at]
    return byte === undefined || byte === this.#delimiter || byte === CR || byte === LF
  }

  #lineEndsIn(from: number, until: number): number {
    let ends = 0
    for (let at = from; at < until; at += 1) {
      if (this.#utf8[at] === LF || (this.#utf8[at] === CR && this.#utf8[at + 1] !== LF)) ends += 1
    }
    return ends
  }

  #afterLineEnd(end: number): number {
    if (end >= this.#utf8.length) return this.#utf8.length
    return this.#utf8[end] === CR && this.#utf8[end + 1] === LF ? end + 2 : end + 1
  }

  /** The next of these bytes at or after `at`; the length of the text when there is none. */
  #find(byte: typeof QUOTE | typeof CR | typeof LF): number {
    if (this.#next[byte] < this.at) {
      const found = this.#utf8.indexOf(byte, this.at)
      this.#next[byte] = found < 0 ? this.#utf8.length : found
    }
    return this.#next[byte]
  }
}

/** A list of places in a text that grows. */
class Places {
  length = 0
  #values = new Uint32Array(1024)

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length] = value
    this.length += 1
  }

  at(index: number): number {
    return this.#values[index] as number
  }

  /** The index of the last value that is not above this one; the values rise. */
  lastUpTo(value: number): number {
    let [low, high] = [0, this.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (this.at(middle) <= value) low = middle
      else high = middle - 1
    }
    return low
  }
}
