import type { Reader } from '../column.ts'

export const text: Reader<string> = (cell) => ({ value: cell })

/** One of a few words, in any case; the reader gives what each stands for. */
export function word<T>(
  meanings: Readonly<Record<string, T>>,
  otherwise: ReturnType<Reader<never>>,
): Reader<T> {
  const byKey = new Map(Object.entries(meanings).map(([name, value]) => [name.toLowerCase(), value]))
  return (cell) => {
    const value = byKey.get(cell.toLowerCase())
    return value === undefined ? otherwise : { value }
  }
}

export const yesOrNo = word({ ja: true, nee: false }, { fault: 'invalid-value', remedy: 'write ja or nee' })

/** 0 or more, and small enough for any database integer. */
export const wholeNumber: Reader<number> = (cell) =>
  /^\d{1,9}$/.test(cell)
    ? { value: Number(cell) }
    : { fault: 'invalid-value', remedy: 'write a whole number, or leave the cell empty' }

/**
 * Each entry once, in the order of the cell. `|` separates wherever it occurs; only a cell without one is split by
 * `otherwise`, so that an entry can hold anything else: `a, b.jpg|c.jpg`, or with a `|` at its end `a b|`.
 */
export function listOf(otherwise?: RegExp): Reader<readonly string[]> {
  return (cell) => {
    const parts = cell.includes('|') ? cell.split('|') : otherwise ? cell.split(otherwise) : [cell]
    const entries = parts.map((entry) => entry.trim())
    return { value: [...new Set(entries.filter((entry) => entry !== ''))] }
  }
}
