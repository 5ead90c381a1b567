import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { Completeness } from '../../jobs/export/compare-with-plan.ts'
import type { VerifiedZip } from '../../jobs/export/verify-exports.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { PASSPHRASE_FILE } from './hand-over.ts'
import { knownPassphrase } from './passphrase.ts'
import { completenessLines, zipLines } from './verify-report.ts'

interface VerifyFlags {
  readonly alone?: boolean
  readonly passphraseFile?: string
}

export function addVerify(group: Command, cli: Cli): void {
  addLeaf<VerifyFlags>(group, cli, {
    usage: 'verify <zip...>',
    summary: 'prove that ZIPs are whole and that nothing is missing from them',
    description:
      'Every byte is read and held against the manifest in the ZIP. Then, where there is a database, what is in it\nagainst what a guardian of the child may have now: name all parts of an export that was split. Ends with 1 when\na ZIP is damaged or something is missing.',
    examples: [
      'ouderportaal export verify exports/kind-000123-1f2e3d4c.zip',
      'ouderportaal export verify /media/stick/*.zip --alone',
    ],
    readOnly: true,
    options: (command) =>
      command
        .option('--alone', 'look at the ZIPs only, not at the database')
        .option('--passphrase-file <file>', PASSPHRASE_FILE),
    run: verify,
  })
}

async function verify(context: Context, flags: VerifyFlags, ...files: string[]): Promise<ExitCode> {
  const { verifyZips } = await import('../../jobs/export/verify-exports.ts')
  const ask = (zip: string) => knownPassphrase(context, flags.passphraseFile, zip)
  const zips = await verifyZips(files, context.signal, ask)
  const children = flags.alone || !hasDatabase(context) ? undefined : await compare(context, zips)
  await report(context, zips, children)
  const { isComplete } = await import('../../jobs/export/compare-with-plan.ts')
  const isWhole = zips.every(({ problems }) => problems.length === 0)
  return isWhole && (children ?? []).every(isComplete) ? EXIT.done : EXIT.failed
}

/** A ZIP can be proven on a machine on which nothing else of ours is. */
function hasDatabase({ config: { database } }: Context): boolean {
  return !database.startsWith('pglite:') || existsSync(database.slice('pglite:'.length))
}

async function compare(
  context: Context,
  zips: readonly VerifiedZip[],
): Promise<readonly Completeness[] | undefined> {
  if (!zips.some(({ problems }) => problems.length === 0)) return undefined
  const { compareZips } = await import('../../jobs/export/verify-exports.ts')
  const { organisation } = context.config
  return withStore(context, (store) => compareZips(store.read, zips, organisation, context.at))
}

async function report(
  { json, output }: Context,
  zips: readonly VerifiedZip[],
  children: readonly Completeness[] | undefined,
): Promise<void> {
  if (json) return output.json({ zips: zips.map(withoutEntries), compared: children !== undefined, children })
  for (const zip of zips) {
    const speak = zip.problems.length > 0 ? output.warn : output.say
    for (const line of zipLines(zip)) speak(line)
  }
  for (const line of (children ?? []).flatMap(completenessLines)) output.say(line)
  if (!children) output.say('Not compared with a database: whether anything is missing is not known.')
}

/** The list of entries is in the ZIP itself. */
function withoutEntries({ manifest, ...zip }: VerifiedZip) {
  const { entries: _, ...about } = manifest ?? { entries: [] }
  return { whole: zip.problems.length === 0, ...zip, ...(manifest && { manifest: about }) }
}
