import { closeSync, fsync, openSync } from 'node:fs'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { EXIT, UserError } from '../errors.ts'
import { writeFileWhole } from '../media/write-file.ts'
import type { WallMoment } from '../rules/time.ts'
import type { Manifest } from './manifest.ts'
import { verifyArchive } from './verify-archive.ts'
import { withFile } from './zip/byte-source.ts'
import { sealZip } from './zip/seal.ts'

export interface SealOptions {
  readonly passphrase: string
  readonly signal: AbortSignal
}

/** Writes an encrypted copy of a ZIP, which has its name only when it was decrypted again and is whole. */
export function sealArchive(file: string, target: string, options: SealOptions): Promise<void> {
  return writeFileWhole(target, async (part) => {
    const { manifest } = await requireWhole(file, options)
    const fd = openSync(part, 'wx', 0o600)
    try {
      const sealing = { ...options, name: basename(file), at: manifest.newest as WallMoment }
      await withFile(file, async (inner) => sealZip(inner, fd, sealing))
      await promisify(fsync)(fd)
    } finally {
      closeSync(fd)
    }
    await requireWhole(part, options)
  })
}

async function requireWhole(
  file: string,
  { passphrase, signal }: SealOptions,
): Promise<{ manifest: Manifest }> {
  const { problems, manifest } = await verifyArchive(file, signal, async () => passphrase)
  if (manifest && problems.length === 0) return { manifest }
  throw new UserError(`${file} is not whole; make the export again.`, EXIT.failed)
}
