import { statSync } from 'node:fs'
import { UserError } from '../errors.ts'
import { storageError } from '../media/storage-error.ts'
import { type ArchiveProblem, disagreements, PROOF_NAMES, problemsOfForm } from './disagreements.ts'
import { MANIFEST_NAME, type Manifest, parseManifest } from './manifest.ts'
import { SUMS_NAME, sumLines } from './sums.ts'
import { type ByteSource, withFile } from './zip/byte-source.ts'
import type { BadZip } from './zip/read-directory.ts'
import { type ReadEntry, readZip, type ZipContents } from './zip/read-zip.ts'
import { findSeal, unseal } from './zip/unseal.ts'

/** The proof of a ZIP: whole when there is no problem. */
export interface Verification {
  readonly entries: number
  readonly problems: readonly ArchiveProblem[]
  /** Of the ZIP itself, where it could be read to its end. */
  readonly bytes?: number
  readonly sha256?: string
  readonly manifest?: Manifest
}

/** Reads every byte of a ZIP once (of an encrypted one twice: nothing of it is looked at before its seal) and holds every entry against its manifest, which must list them all and nothing else. */
export async function verifyArchive(
  path: string,
  signal: AbortSignal = new AbortController().signal,
  askPassphrase: AskPassphrase = async () => '',
): Promise<Verification> {
  const reading = { wantsText: (name: string) => PROOF_NAMES.includes(name), wantsSums: true, signal }
  const read = async (source: ByteSource) => {
    const sealed = findSeal(source)
    const inner = sealed ? await unseal(sealed, await askPassphrase(path), signal) : source
    return typeof inner === 'string' ? inner : readZip(inner, reading)
  }
  const contents = await withFile(path, read).catch((error) => {
    throw unreadable(error, path)
  })
  if (contents === undefined) throw notAFile(path)
  return proofOf(contents)
}

/** Asks for the passphrase of a ZIP that is encrypted. */
export type AskPassphrase = (path: string) => Promise<string>

function unreadable(error: unknown, path: string): unknown {
  const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
  if (isMissing) return new UserError(`cannot read ${path}: there is no such file; check its name`)
  return storageError(error, `cannot read ${path}`)
}

/** A folder or a pipe tells nothing of the ZIP that was meant. */
function notAFile(path: string): UserError {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory()
  const what = isFolder
    ? 'it is a folder; name the ZIPs in it'
    : 'it is no file but something else, such as a pipe; name the ZIP itself'
  return new UserError(`cannot read ${path}: ${what}`)
}

function proofOf(contents: ZipContents | BadZip | 'wrong-passphrase' | 'entry-broken'): Verification {
  if (typeof contents === 'string') return { entries: 0, problems: [{ code: contents }] }
  const { entries, bytes, sha256 } = contents
  const manifest = parseManifest(entries.find(({ name }) => name === MANIFEST_NAME)?.text ?? '')
  const problems = [...problemsOfForm(entries), ...problemsOfContent(entries, manifest)]
  return { entries: entries.length, problems, bytes, sha256, ...(manifest && { manifest }) }
}

function problemsOfContent(
  entries: readonly ReadEntry[],
  manifest: Manifest | undefined,
): readonly ArchiveProblem[] {
  if (!entries.some(({ name }) => name === MANIFEST_NAME)) return [{ code: 'manifest-missing' }]
  if (!manifest) return [{ code: 'manifest-invalid' }]
  return [...disagreements(manifest, entries), ...compareSums(manifest, entries)]
}

/** The list of sums says the same as the manifest, and proves the manifest too. */
function compareSums(manifest: Manifest, entries: readonly ReadEntry[]): readonly ArchiveProblem[] {
  const found = (wanted: string) => entries.find(({ name }) => name === wanted)
  const sha256 = found(MANIFEST_NAME)?.file?.sha256 ?? ''
  const expected = [...sumLines([...manifest.entries, { name: MANIFEST_NAME, sha256 }])].join('')
  return found(SUMS_NAME)?.text === expected ? [] : [{ code: 'sums-differ', name: SUMS_NAME }]
}
