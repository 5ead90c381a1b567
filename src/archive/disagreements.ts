import { MANIFEST_NAME, type Manifest, type ManifestEntry } from './manifest.ts'
import { isSafeName, nameKey } from './safe-name.ts'
import { SUMS_NAME } from './sums.ts'
import type { ReadEntry } from './zip/read-zip.ts'

export type ProblemCode =
  | 'not-a-zip'
  /** After its end the file goes on. */
  | 'bytes-behind'
  | 'structure'
  | 'wrong-passphrase'
  | 'manifest-missing'
  | 'manifest-invalid'
  | 'sums-differ'
  | 'entry-missing'
  /** Its content does not fit the CRC in the ZIP. */
  | 'entry-broken'
  /** It fits the CRC, and not the manifest. */
  | 'entry-changed'
  | 'entry-unlisted'
  | 'entry-twice'
  | 'entry-header'
  | 'name-unsafe'

/** Where a ZIP and its manifest disagree; `name` is the entry it is about. */
export interface ArchiveProblem {
  readonly code: ProblemCode
  readonly name?: string
}

/** What proves the others, and so is not listed itself. */
export const PROOF_NAMES: readonly string[] = [MANIFEST_NAME, SUMS_NAME]

const about = (code: ProblemCode) => (name: string) => ({ code, name })

/** What is wrong with entries, whatever a manifest says. */
export function problemsOfForm(entries: readonly ReadEntry[]): readonly ArchiveProblem[] {
  const names = entries.map(({ name }) => name)
  return [
    ...entries.filter(({ twofold }) => twofold).map(({ name }) => about('entry-header')(name)),
    ...names.filter((name) => !isSafeName(name)).map(about('name-unsafe')),
    ...twice(names).map(about('entry-twice')),
  ]
}

/** Where entries are not those of the manifest, which must list them all and nothing else. */
export function disagreements(manifest: Manifest, entries: readonly ReadEntry[]): readonly ArchiveProblem[] {
  const present = new Map(entries.map((entry) => [entry.name, entry]))
  const listed = new Set([...PROOF_NAMES, ...manifest.entries.map(({ name }) => name)])
  return [
    ...manifest.entries.flatMap((expected) => compare(expected, present.get(expected.name))),
    ...[...present.keys()].filter((name) => !listed.has(name)).map(about('entry-unlisted')),
  ]
}

/** The SHA-256 where it was looked at. */
function compare(
  { name, bytes, sha256 }: ManifestEntry,
  entry: ReadEntry | undefined,
): readonly ArchiveProblem[] {
  if (!entry) return [{ code: 'entry-missing', name }]
  if (!entry.file) return [{ code: 'entry-broken', name }]
  const same = (entry.file.sha256 ?? sha256) === sha256 && entry.file.bytes === bytes
  return same ? [] : [{ code: 'entry-changed', name }]
}

function twice(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return names.filter((name) => seen.size === seen.add(nameKey(name)).size)
}
