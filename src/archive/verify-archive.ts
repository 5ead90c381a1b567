import { access } from 'node:fs/promises'
import { storageError } from '../media/storage-error.ts'
import { MANIFEST_NAME, type Manifest, type ManifestEntry, parseManifest } from './manifest.ts'
import { type ReadEntry, readZip, type ZipContents } from './read-zip.ts'

export type ProblemCode =
  | 'not-a-zip'
  | 'manifest-missing'
  | 'manifest-invalid'
  | 'entry-missing'
  | 'entry-changed'
  | 'entry-unlisted'
  | 'entry-twice'

/** Where a ZIP and its manifest disagree; `name` is the entry it is about. */
export interface ArchiveProblem {
  readonly code: ProblemCode
  readonly name?: string
}

/** The proof of a ZIP: whole when there is no problem. */
export interface Verification {
  readonly entries: number
  readonly problems: readonly ArchiveProblem[]
}

/** Reads a whole ZIP and holds every entry against its manifest, which must list them all and nothing else. */
export async function verifyArchive(path: string): Promise<Verification> {
  await access(path).catch((error) => {
    throw storageError(error, `cannot read ${path}`)
  })
  const contents = await readZip(path).catch(() => undefined)
  if (!contents) return { entries: 0, problems: [{ code: 'not-a-zip' }] }
  return { entries: contents.entries.length, problems: problemsOf(contents) }
}

function problemsOf({ entries, manifestText }: ZipContents): readonly ArchiveProblem[] {
  if (!entries.some(({ name }) => name === MANIFEST_NAME)) return [{ code: 'manifest-missing' }]
  const manifest = parseManifest(manifestText ?? '')
  return manifest ? disagreements(manifest, entries) : [{ code: 'manifest-invalid' }]
}

function disagreements(manifest: Manifest, entries: readonly ReadEntry[]): readonly ArchiveProblem[] {
  const present = new Map(entries.map((entry) => [entry.name, entry]))
  const listed = new Set([MANIFEST_NAME, ...manifest.entries.map(({ name }) => name)])
  const about = (code: ProblemCode) => (name: string) => ({ code, name })
  return [
    ...manifest.entries.flatMap((expected) => compare(expected, present.get(expected.name))),
    ...[...present.keys()].filter((name) => !listed.has(name)).map(about('entry-unlisted')),
    ...twice(entries).map(about('entry-twice')),
  ]
}

function compare(
  { name, bytes, sha256 }: ManifestEntry,
  entry: ReadEntry | undefined,
): readonly ArchiveProblem[] {
  if (!entry) return [{ code: 'entry-missing', name }]
  const same = entry.file?.sha256 === sha256 && entry.file.bytes === bytes
  return same ? [] : [{ code: 'entry-changed', name }]
}

function twice(entries: readonly ReadEntry[]): readonly string[] {
  const seen = new Set<string>()
  return entries.map(({ name }) => name).filter((name) => seen.size === seen.add(name).size)
}
