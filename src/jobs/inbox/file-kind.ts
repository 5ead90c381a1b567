import type { ImportName } from '../import/index.ts'

/** What the name of a file tells: the kind of its rows, or the profile that knows them. */
export type FileKind = { readonly kind: ImportName } | { readonly profile: string }

/** How files of a kind may begin, in the order in which they go in: what others refer to goes first. */
const BEGINNINGS: readonly (readonly [kind: ImportName, beginning: RegExp])[] = [
  ['locations', /^(locations?|locaties?)/],
  ['groups', /^(groups?|groepe?n?)/],
  ['closures', /^(closures?|sluitingsdag(en)?)/],
  ['school-holidays', /^(school-?holidays?|schoolvakanties?)/],
  ['children', /^(child(ren)?|kind(eren)?)/],
  ['contracts', /^contract(s|en)?/],
]

/** After the beginning comes something else than a letter: `kinderen-2026.csv`, but not `kinderenraad.csv`. */
const THEN = /^($|[^\p{L}])/u

/** The kind of a file, by the name of a profile or else of a kind that it begins with; undefined when it tells none. */
export function fileKindOf(fileName: string, profiles: readonly string[]): FileKind | undefined {
  const name = fileName.toLowerCase().replace(/\.csv$/, '')
  const [profile] = profiles
    .filter((one) => name.startsWith(one.toLowerCase()) && THEN.test(name.slice(one.length)))
    .toSorted((one, other) => other.length - one.length)
  if (profile !== undefined) return { profile }
  const found = BEGINNINGS.find(
    ([, beginning]) => THEN.test(name.replace(beginning, '')) && beginning.test(name),
  )
  return found && { kind: found[0] }
}

/** Where a file stands in the order: one of a profile goes after the groups, as it holds children and contracts. */
export function placeInOrder(kind: FileKind): number {
  const name = 'kind' in kind ? kind.kind : 'children'
  return BEGINNINGS.findIndex(([one]) => one === name)
}
