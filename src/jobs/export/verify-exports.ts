import type { ArchiveProblem } from '../../archive/disagreements.ts'
import type { Manifest } from '../../archive/manifest.ts'
import { type AskPassphrase, verifyArchive } from '../../archive/verify-archive.ts'
import type { Moment } from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import { type Completeness, compareWithPlan } from './compare-with-plan.ts'
import { exportsAmong } from './exports-among.ts'

/** What a ZIP turned out to be. */
export interface VerifiedZip {
  readonly file: string
  readonly problems: readonly ArchiveProblem[]
  readonly entries: number
  readonly bytes?: number
  readonly sha256?: string
  readonly manifest?: Manifest
}

/** Proves each ZIP against its own manifest, and changes nothing. */
export async function verifyZips(
  files: readonly string[],
  signal: AbortSignal,
  askPassphrase?: AskPassphrase,
): Promise<readonly VerifiedZip[]> {
  const zips: VerifiedZip[] = []
  for (const file of files) zips.push({ file, ...(await verifyArchive(file, signal, askPassphrase)) })
  return zips
}

/** Of each export of which there are whole ZIPs: whether all that a guardian may have now is in it. */
export async function compareZips(
  read: ReadDb,
  zips: readonly VerifiedZip[],
  organisation: string,
  at: Moment,
): Promise<readonly Completeness[]> {
  const whole = zips.flatMap(({ manifest, problems }) => (manifest && problems.length === 0 ? manifest : []))
  const found: Completeness[] = []
  for (const [child, manifests] of Map.groupBy(whole, (manifest) => manifest.child)) {
    found.push(
      ...(await compareWithPlan(read, { child, organisation, exports: exportsAmong(manifests) }, at)),
    )
  }
  return found
}
