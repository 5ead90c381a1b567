import type { IsoDate } from '../../rules/index.ts'

/** What a guardian can have news of. */
export type NewsKind = 'photos' | 'diary' | 'messages'
/** A number for each kind: how many, or the last that was told of. */
export type ByKind = Readonly<Record<NewsKind, number>>

/** Something that can be seen in the portal, with all who may see it. Its number is higher the later it came in. */
export interface Item {
  readonly kind: NewsKind
  readonly id: number
  readonly day: IsoDate
  readonly guardians: readonly number[]
}

/** How far a guardian was told. */
export interface Told {
  readonly seen: ByKind
  /** What is of an earlier day is no news, also when it came in just now. */
  readonly since: IsoDate
}

export const NONE: ByKind = { photos: 0, diary: 0, messages: 0 }

/** How much is new to each guardian; those for whom nothing is are left out. */
export function countNews(
  items: readonly Item[],
  readers: ReadonlyMap<number, Told>,
): ReadonlyMap<number, ByKind> {
  const counts = new Map<number, ByKind>()
  for (const { kind, id, day, guardians } of items) {
    for (const guardian of guardians) {
      const told = readers.get(guardian)
      if (!told || id <= told.seen[kind] || day < told.since) continue
      const so = counts.get(guardian) ?? NONE
      counts.set(guardian, { ...so, [kind]: so[kind] + 1 })
    }
  }
  return counts
}
