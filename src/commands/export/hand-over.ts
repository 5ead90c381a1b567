import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { UserError } from '../../errors.ts'
import type { HandedOver } from '../../jobs/export/hand-over.ts'
import type { ExportPreview, ExportReport, PreviewedFile } from '../../jobs/export/report.ts'
import type { Store } from '../../store/open.ts'
import type { Context } from '../context.ts'
import { newPassphrase } from './passphrase.ts'

export interface HandOverFlags {
  readonly encrypt?: boolean
  readonly to?: string
  readonly passphraseFile?: string
}

export const PASSPHRASE_FILE =
  'where the passphrase is: a file, or the number of an open descriptor; asked when left out'

export function addHandOverFlags(command: Command): Command {
  return command
    .option(
      '--encrypt',
      'also make an encrypted copy (AES-256) of each ZIP, to hand over in the folder of --to',
    )
    .option('--to <folder>', 'where the encrypted copies go, for instance a stick')
    .option('--passphrase-file <file>', PASSPHRASE_FILE)
}

/** What will be done with finished ZIPs; whatever is wrong with it is told before anything is made. */
export type HandOverWork = (
  store: Store,
  report: Pick<ExportReport, 'child' | 'files'>,
) => Promise<readonly HandedOver[]>

export async function prepareHandOver(
  context: Context,
  flags: HandOverFlags,
): Promise<HandOverWork | undefined> {
  if (!flags.encrypt) {
    if (flags.to === undefined && flags.passphraseFile === undefined) return undefined
    throw new UserError('--to and --passphrase-file are about an encrypted copy: give --encrypt too.')
  }
  if (flags.to === undefined) {
    throw new UserError('Say where the encrypted copy goes, for instance a stick: --to FOLDER.')
  }
  const folder = resolve(flags.to)
  if (!existsSync(folder))
    throw new UserError(`--to ${flags.to}: there is no such folder; put the stick in, or make it.`)
  if (context.dryRun) return undefined
  const passphrase = await newPassphrase(context, flags.passphraseFile)
  return async (store, { child, files }) => {
    const { handOver } = await import('../../jobs/export/hand-over.ts')
    return handOver(store, files, { child, folder, passphrase, signal: context.signal }, context.at)
  }
}

/** Said of copies of more than one guardian: one passphrase opens them all. */
export const SHARED_PASSPHRASE =
  "Copies for more than one guardian have the same passphrase, so that each could open the other's: make them one at a time, with --guardian, each with a passphrase and a stick of its own."

/** Whether the ZIPs of these children are of several people: of several places with one child, or by other names. */
export function areOfSeveral(exports: readonly ExportPreview<PreviewedFile>[]): boolean {
  const isShared = exports.some(({ files }) => new Set(files.map(({ guardian }) => guardian)).size > 1)
  return isShared || new Set(exports.flatMap(({ files }) => files.map(({ name }) => name))).size > 1
}
