import type { Source, SourceFile } from './source.ts'

/** As people write a name: an accent is an accent, and white space around it is nothing. */
export function nameKey(name: string): string {
  return name.trim().normalize('NFC').replace(/^\.\//, '')
}

export function finderOf(files: readonly SourceFile[]): Source['find'] {
  const whole = new Map(files.map((file) => [nameKey(file.name), file]))
  const last = Map.groupBy(files, ({ name }) => nameKey(name.slice(name.lastIndexOf('/') + 1)))
  return async (name) => {
    const key = nameKey(name)
    const [only, ...others] = last.get(key) ?? []
    return whole.get(key) ?? (others.length > 0 ? 'ambiguous' : only)
  }
}

/** What systems leave beside files. */
const OF_SYSTEMS = /^(?:\.|Thumbs\.db$|ehthumbs\.db$|desktop\.ini$|__MACOSX$|@eaDir$)/i

export function isOfSystem(name: string): boolean {
  return OF_SYSTEMS.test(name)
}

export function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
