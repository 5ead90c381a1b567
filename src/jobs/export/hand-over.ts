import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sealArchive } from '../../archive/seal-archive.ts'
import { UserError } from '../../errors.ts'
import { fingerprint } from '../../media/fingerprint.ts'
import { storageError } from '../../media/storage-error.ts'
import type { Moment } from '../../rules/index.ts'
import { addAudit } from '../../store/audit.ts'
import type { Store } from '../../store/open.ts'
import type { ExportedFile } from './report.ts'

export interface HandOver {
  readonly child: string
  /** Where the encrypted copies go, for instance a stick. From then on they are whoever's the stick is. */
  readonly folder: string
  readonly passphrase: string
  readonly signal: AbortSignal
}

/** An encrypted copy, beside the ZIP that it was made of. */
export interface HandedOver {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

/** The ending of an encrypted copy, in Dutch: it is for parents. */
const ENDING = '-versleuteld.zip'

/** Makes an encrypted copy of each ZIP, proves it, and keeps in the audit that it was made; never the passphrase. */
export async function handOver(
  store: Store,
  files: readonly ExportedFile[],
  { child, folder, passphrase, signal }: HandOver,
  at: Moment,
): Promise<readonly HandedOver[]> {
  await stat(folder).catch((error) => {
    throw storageError(error, `cannot write in ${folder}`)
  })
  const copies: HandedOver[] = []
  for (const { file, guardian } of files) {
    const target = join(folder, basename(file).replace(/\.zip$/, ENDING))
    await sealArchive(file, target, { passphrase, signal }).catch((error) => {
      throw besideMade(error, copies)
    })
    const { bytes, sha256 } = await fingerprint(createReadStream(target))
    copies.push({ file: target, bytes, sha256 })
    const details = JSON.stringify({ guardian, of: basename(file), sha256 })
    const action = 'export encrypted to hand over'
    const entry = { at: at.now.toString(), run_id: null, action, subject: `child ${child}`, details }
    await store.record((write) => addAudit(write, entry))
  }
  return copies
}

/** Whoever runs it again, or takes the stick away, has to know what is on it. */
function besideMade(error: unknown, copies: readonly HandedOver[]): unknown {
  if (copies.length === 0 || !(error instanceof UserError)) return error
  const made = copies.map(({ file }) => file).join(', ')
  const are =
    copies.length === 1
      ? 'this copy was made before it and stays'
      : 'these copies were made before it and stay'
  return new UserError(`${error.message.replace(/\.$/, '')}; ${are}: ${made}`, error.exitCode)
}
