import { type ArchiveProblem, disagreements, PROOF_NAMES, problemsOfForm } from './disagreements.ts'
import type { Manifest } from './manifest.ts'
import { withFile } from './zip/byte-source.ts'
import { readZip, type ZipContents } from './zip/read-zip.ts'

/** What a ZIP turned out to be when it was read back. */
export interface Proof {
  readonly problems: readonly ArchiveProblem[]
  readonly entries: number
  readonly bytes: number
  readonly sha256: string
}

const NOTHING: ZipContents = { entries: [], bytes: 0, sha256: '' }

/**
 * Reads back every byte of what was just written, and holds it against the manifest and the CRCs, which were made of the
 * bytes in memory before they went to the disk. A SHA-256 of each entry would tell no more of a disk, and take as long as
 * all the rest; whoever gets the ZIP from elsewhere asks `verifyArchive`.
 */
export async function proveWritten(path: string, manifest: Manifest, signal: AbortSignal): Promise<Proof> {
  const reading = { wantsText: () => false, wantsSums: false, signal }
  const contents = (await withFile(path, (source) => readZip(source, reading))) ?? 'not-a-zip'
  const { entries, bytes, sha256 } = typeof contents === 'string' ? NOTHING : contents
  const problems =
    typeof contents === 'string'
      ? [{ code: contents }]
      : [...problemsOfForm(entries), ...disagreements(manifest, entries), ...proofsMissing(contents)]
  return { problems, entries: entries.length, bytes, sha256 }
}

function proofsMissing({ entries }: ZipContents): readonly ArchiveProblem[] {
  const missing = PROOF_NAMES.filter((name) => !entries.some((entry) => entry.name === name && entry.file))
  return missing.map((name) => ({ code: 'entry-missing', name }))
}
