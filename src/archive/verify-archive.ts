import { UserError } from '../errors.ts'
import { storageError } from '../media/storage-error.ts'
import { MANIFEST_NAME, type Manifest, type ManifestEntry, parseManifest } from './manifest.ts'
import { isSafeName, nameKey } from './safe-name.ts'
import { SUMS_NAME, sumsText } from './sums.ts'
import { type ByteSource, withFile } from './zip/byte-source.ts'
import type { BadZip } from './zip/read-directory.ts'
import { type ReadEntry, readZip, type ZipContents } from './zip/read-zip.ts'
import { findSeal, unseal } from './zip/unseal.ts'

export type ProblemCode =
  | 'not-a-zip'
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

/** The proof of a ZIP: whole when there is no problem. */
export interface Verification {
  readonly entries: number
  readonly problems: readonly ArchiveProblem[]
  /** Of the ZIP itself, where it could be read to its end. */
  readonly bytes?: number
  readonly sha256?: string
  readonly manifest?: Manifest
}

const TEXTS: readonly string[] = [MANIFEST_NAME, SUMS_NAME]

/** Reads every byte of a ZIP once (of an encrypted one twice: nothing of it is looked at before its seal) and holds every entry against its manifest, which must list them all and nothing else. */
export async function verifyArchive(
  path: string,
  signal: AbortSignal = new AbortController().signal,
  askPassphrase: AskPassphrase = async () => '',
): Promise<Verification> {
  const reading = { wantsText: (name: string) => TEXTS.includes(name), signal }
  const read = async (source: ByteSource) => {
    const sealed = findSeal(source)
    const inner = sealed ? await unseal(sealed, await askPassphrase(path), signal) : source
    return typeof inner === 'string' ? inner : readZip(inner, reading)
  }
  const contents = await withFile(path, read).catch((error) => {
    throw unreadable(error, path)
  })
  return proofOf(contents ?? 'not-a-zip')
}

/** Asks for the passphrase of a ZIP that is encrypted. */
export type AskPassphrase = (path: string) => Promise<string>

function unreadable(error: unknown, path: string): unknown {
  const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
  if (isMissing) return new UserError(`cannot read ${path}: there is no such file; check its name`)
  return storageError(error, `cannot read ${path}`)
}

function proofOf(contents: ZipContents | BadZip | 'wrong-passphrase' | 'entry-broken'): Verification {
  if (typeof contents === 'string') return { entries: 0, problems: [{ code: contents }] }
  const { entries, bytes, sha256 } = contents
  const manifest = parseManifest(entries.find(({ name }) => name === MANIFEST_NAME)?.text ?? '')
  const problems = problemsOf(contents, manifest)
  return { entries: entries.length, problems, bytes, sha256, ...(manifest && { manifest }) }
}

const about = (code: ProblemCode) => (name: string) => ({ code, name })

function problemsOf({ entries }: ZipContents, manifest: Manifest | undefined): readonly ArchiveProblem[] {
  const names = entries.map(({ name }) => name)
  const form = [
    ...entries.filter(({ twofold }) => twofold).map(({ name }) => about('entry-header')(name)),
    ...names.filter((name) => !isSafeName(name)).map(about('name-unsafe')),
    ...twice(names).map(about('entry-twice')),
  ]
  if (!names.includes(MANIFEST_NAME)) return [...form, { code: 'manifest-missing' }]
  if (!manifest) return [...form, { code: 'manifest-invalid' }]
  return [...form, ...disagreements(manifest, entries)]
}

function disagreements(manifest: Manifest, entries: readonly ReadEntry[]): readonly ArchiveProblem[] {
  const present = new Map(entries.map((entry) => [entry.name, entry]))
  const listed = new Set([...TEXTS, ...manifest.entries.map(({ name }) => name)])
  return [
    ...manifest.entries.flatMap((expected) => compare(expected, present.get(expected.name))),
    ...[...present.keys()].filter((name) => !listed.has(name)).map(about('entry-unlisted')),
    ...compareSums(manifest, present),
  ]
}

function compare(
  { name, bytes, sha256 }: ManifestEntry,
  entry: ReadEntry | undefined,
): readonly ArchiveProblem[] {
  if (!entry) return [{ code: 'entry-missing', name }]
  if (!entry.file) return [{ code: 'entry-broken', name }]
  const same = entry.file.sha256 === sha256 && entry.file.bytes === bytes
  return same ? [] : [{ code: 'entry-changed', name }]
}

/** The list of sums says the same as the manifest, and proves the manifest too. */
function compareSums(
  { entries }: Manifest,
  present: ReadonlyMap<string, ReadEntry>,
): readonly ArchiveProblem[] {
  const sha256 = present.get(MANIFEST_NAME)?.file?.sha256 ?? ''
  const expected = sumsText([...entries, { name: MANIFEST_NAME, sha256 }])
  return present.get(SUMS_NAME)?.text === expected ? [] : [{ code: 'sums-differ', name: SUMS_NAME }]
}

function twice(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return names.filter((name) => seen.size === seen.add(nameKey(name)).size)
}
