import type { IsoDate } from '../rules/time.ts'
import { HIDDEN_BSN, hideBsn } from './bsn.ts'
import type { Column, Outcome } from './column.ts'

/** A cell without the white space around it, read. */
export interface Cell {
  readonly outcome: Outcome<unknown>
  /** What tells it from another: what the reader made of it; the text itself of a cell that is empty or wrong. */
  readonly comparable: string
  /** What tells it from another is also what it says. */
  readonly isLiteral: boolean
}

/** Reads the cells of a column as they are written. */
export function cellReader(name: string, column: Column<unknown>, today: IsoDate): (written: string) => Cell {
  return remembering((written) => {
    const text = written.trim()
    const outcome = withoutBsn(name, text, outcomeOf(text, column, today))
    const comparable = comparableOf(text, outcome)
    return { outcome, comparable, isLiteral: isLiteral(outcome, comparable) }
  })
}

/** More than there are birthdays, hours or groups. */
const MOST_REMEMBERED = 5_000

/** Most columns say the same few things again and again; of one that turns out not to, nothing is kept. */
function remembering<T>(read: (text: string) => T): (text: string) => T {
  let known: Map<string, T> | undefined = new Map()
  return (text) => {
    const before = known?.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (known && known.size === MOST_REMEMBERED) known = undefined
    known?.set(text, value)
    return value
  }
}

const HIDDEN: Outcome<never> = {
  fault: 'invalid-value',
  remedy: 'fill in what belongs there; a BSN stood there and was left out',
}

/** A name takes any text, but nobody is called by a BSN: once stored it would stand in mails and albums. */
function withoutBsn(name: string, text: string, outcome: Outcome<unknown>): Outcome<unknown> {
  return 'value' in outcome && hideBsn(text, name) !== text ? HIDDEN : outcome
}

function outcomeOf(text: string, column: Column<unknown>, today: IsoDate): Outcome<unknown> {
  if (text === '') return column.empty
  if (text === HIDDEN_BSN) return HIDDEN
  return isLonger(text, column.longest) ? { fault: 'value-too-long' } : column.read(text, today)
}

function comparableOf(text: string, outcome: Outcome<unknown>): string {
  if (text === '' || !('value' in outcome)) return text
  const said = outcome.comparable ?? outcome.value
  return typeof said === 'string' ? said : JSON.stringify(said)
}

function isLiteral(outcome: Outcome<unknown>, comparable: string): boolean {
  return !('value' in outcome) || typeof outcome.value !== 'string' || outcome.value === comparable
}

/** In characters: an emoji counts once, not for its two code units. */
function isLonger(text: string, longest: number): boolean {
  return text.length > longest && [...text].length > longest
}
