import { hideBsn } from './bsn.ts'
import type { Finding, Lines, ReasonCode } from './report.ts'

interface Sentence {
  readonly wrong: string
  readonly remedy: string
}

const MOST_SHOWN = 100

const SENTENCES: Record<ReasonCode, Sentence> = {
  'column-count': {
    wrong: 'the row has not as many cells as the header has columns',
    remedy: 'look for a missing or an extra delimiter',
  },
  'missing-value': { wrong: 'the cell is empty', remedy: 'fill it in' },
  'value-too-long': { wrong: 'the cell is too long', remedy: 'shorten it' },
  'invalid-value': { wrong: 'is not a value of this column', remedy: 'write one that is' },
  'invalid-date': {
    wrong: 'is not an existing day, or not written as one here',
    remedy: 'write it as 31-12-2025 or as 2025-12-31',
  },
  'invalid-time': { wrong: 'is not a time', remedy: 'write it as 07:30' },
  'birth-date-out-of-range': {
    wrong: 'lies after today or more than 13 years before it',
    remedy: 'correct the date of birth',
  },
  'invalid-email': {
    wrong: 'is not an e-mail address',
    remedy: 'write one address as name@example.org, or leave the cell empty if the column allows it',
  },
  'two-addresses': { wrong: 'is more than one e-mail address', remedy: 'keep one' },
  'duplicate-key': {
    wrong: 'is in this file more than once, with different content',
    remedy: 'keep the row that is right',
  },
  'unknown-care-type': { wrong: 'is not a care type', remedy: 'write KDV, peuter, VSO, NSO or BSO' },
  'unknown-purpose': { wrong: 'is not a purpose of a consent', remedy: 'write fotos-delen' },
  'end-before-start': { wrong: 'lies before the beginning', remedy: 'correct one of the two' },
  'invalid-time-span': {
    wrong: 'is not a span of time that ends after it begins',
    remedy: 'write it as 07:30-18:30',
  },
  'unknown-child': { wrong: 'is not a child that is known here', remedy: 'import the child first' },
  'unknown-group': {
    wrong: 'is not a group of that location',
    remedy: 'correct the name or import the group first',
  },
  'overlapping-contract': {
    wrong: 'the contract shares care days with another of the same child and care type',
    remedy: 'correct the dates or the weekdays of one of the two',
  },
}

/** Codes whose sentence is about the cell or the row, not about the value in it. */
const WITHOUT_VALUE: ReadonlySet<ReasonCode> = new Set([
  'column-count',
  'missing-value',
  'value-too-long',
  'overlapping-contract',
])

/** What is wrong, before it has a place in a file: `value` as written; `remedy` when the column knows a better one. */
export interface Fault {
  readonly code: ReasonCode
  readonly column: string | null
  readonly value: string
  readonly remedy?: string
}

export function rejectionAt(lines: Lines, told: Fault): Finding {
  const fault = { ...told, value: hideBsn(told.value, told.column) }
  const value = fault.code === 'value-too-long' ? shorten(fault.value) : fault.value
  return {
    severity: 'rejected',
    line: lines.line,
    lastLine: lines.lastLine,
    column: fault.column,
    code: fault.code,
    value,
    message: messageOf(lines, fault),
  }
}

function messageOf(lines: Lines, { code, column, value, remedy }: Fault): string {
  const rows = lines.line === lines.lastLine ? `Line ${lines.line}` : `Lines ${lines.line}-${lines.lastLine}`
  const place = column === null ? rows : `${rows}, column ${column}`
  const sentence = SENTENCES[code]
  const wrong = WITHOUT_VALUE.has(code) ? sentence.wrong : `"${shorten(value)}" ${sentence.wrong}`
  return `${place}: ${wrong}; ${remedy ?? sentence.remedy}.`
}

function shorten(value: string): string {
  const shown = [...value.slice(0, 2 * MOST_SHOWN)].slice(0, MOST_SHOWN).join('')
  return shown.length < value.length ? `${shown}…` : value
}
