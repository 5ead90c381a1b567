import type { Command } from 'commander'
import { EXIT, type ExitCode, UserError } from '../../errors.ts'
import type { ExportedFile, PreviewedFile } from '../../jobs/export/report.ts'
import { type Context, withStore } from '../context.ts'
import { deliverOwnMail } from '../delivery.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { loadPolicyOf } from '../policy.ts'
import { addHandOverFlags, type HandOverFlags, type HandOverWork, prepareHandOver } from './hand-over.ts'

interface MakeFlags extends HandOverFlags {
  readonly split?: string
}

export function addMake(group: Command, cli: Cli): void {
  addLeaf<MakeFlags>(group, cli, {
    usage: 'make <child>',
    isDefault: true,
    summary: 'make the ZIP with photos and diary for a child that leaves',
    description:
      'One ZIP for each guardian with custody, in the folder of the setting "exports". It holds the photos that\nthey may take along, the diary, and a manifest that proves every file; what is left out is counted. A ZIP\nthat is whole and of which nothing changed stays; one that is out of date is removed when the new one is there.',
    examples: [
      'ouderportaal export 000123',
      'ouderportaal export 000123 --dry-run',
      'ouderportaal export 000123 --split 2G',
      'ouderportaal export 000123 --encrypt --to /media/stick',
    ],
    options: (command) =>
      addHandOverFlags(command).option(
        '--split <size>',
        'make several ZIPs, by year, when photos and videos are more than this, such as 2G',
      ),
    run: async (context, flags, child = '') => {
      const split = flags.split === undefined ? context.config.splitExports : await sizeOf(flags.split)
      const work = await prepareHandOver(context, flags)
      return context.dryRun ? preview(context, child, split) : make(context, child, { split, work })
    },
  })
}

async function sizeOf(text: string): Promise<number> {
  const { splitSizeOf } = await import('../../jobs/export/split-size.ts')
  const bytes = splitSizeOf(text)
  if (bytes !== undefined) return bytes
  throw new UserError(`--split "${text}" is no size: write at least 1M, such as 500M or 2G.`)
}

interface Making {
  readonly split: number | undefined
  readonly work: HandOverWork | undefined
}

async function make(context: Context, child: string, { split, work }: Making): Promise<ExitCode> {
  const { config, at, signal, elapsed, output } = context
  const policy = await loadPolicyOf(context)
  const { exportChild } = await import('../../jobs/export/export-child.ts')
  const { lostFiles } = await import('../../jobs/export/report.ts')
  const { organisation, media, exports: folder } = config
  const hands = { organisation, policy, media, folder, split, signal, elapsed }
  const { mails, ...report } = await withStore(context, async (store) => {
    const done = await exportChild(store, child, hands, at)
    const mailQueued = done.files.some(({ unchanged }) => !unchanged)
    const copies = (await work?.(store, done)) ?? []
    return { ...done, ...(work && { copies }), mails: await deliverOwnMail(store, context, { mailQueued }) }
  })
  if (context.json) output.json({ dryRun: false, ...report, mails })
  else {
    for (const line of report.files.flatMap((file) => linesOf(madeWords(file), file))) output.say(line)
    for (const { file } of report.copies ?? [])
      output.say(`Encrypted ${file}. Tell the passphrase in another way than the stick.`)
    if (report.removed > 0) output.say(`Removed ${outOfDate(report.removed)}.`)
  }
  return report.files.some((file) => lostFiles(file) > 0) ? EXIT.partial : EXIT.done
}

async function preview(context: Context, child: string, split: number | undefined): Promise<ExitCode> {
  const { config, at, output } = context
  const { previewExport } = await import('../../jobs/export/preview-export.ts')
  const options = { child, organisation: config.organisation, split }
  const report = await withStore(context, (store) => previewExport(store.read, options, at))
  if (context.json) output.json({ dryRun: true, ...report })
  else {
    for (const line of report.files.flatMap((file) => linesOf(previewWords(file), file))) output.say(line)
    if (report.removed > 0) output.say(`Would remove ${outOfDate(report.removed)}.`)
  }
  return EXIT.done
}

function madeWords({ file, guardian, name, unchanged }: ExportedFile): string {
  return `${unchanged ? 'Unchanged' : 'Made'} ${file} for ${name} (guardian ${guardian})`
}

function previewWords({ guardian, name, unchanged }: PreviewedFile): string {
  return `${unchanged ? 'Would keep the' : 'Would make a'} ZIP for ${name} (guardian ${guardian})`
}

function outOfDate(count: number): string {
  return count === 1 ? '1 export that is out of date' : `${count} exports that are out of date`
}

function linesOf(words: string, { photos, diary, leftOut, part }: PreviewedFile): string[] {
  const which = part ? `, part ${part.number} of ${part.of} (${part.label})` : ''
  return [`${words}${which}: ${photos} photos and videos, ${diary} diary entries.`, ...leftOutLines(leftOut)]
}

const LEFT_OUT_WORDS: Readonly<Record<keyof PreviewedFile['leftOut'], string>> = {
  'consent-missing': 'another child on it has no consent',
  untagged: 'nobody is tagged on it, taken in the same groups and time',
  'missing-file': 'the file is missing',
  'damaged-file': 'the file is damaged',
}

function leftOutLines(leftOut: PreviewedFile['leftOut']): string[] {
  const reasons = Object.keys(LEFT_OUT_WORDS) as (keyof typeof leftOut)[]
  return reasons
    .filter((reason) => leftOut[reason] > 0)
    .map((reason) => `  left out ${leftOut[reason]}: ${LEFT_OUT_WORDS[reason]}`)
}
