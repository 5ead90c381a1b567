import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../errors.ts'
import type { ExportedFile } from '../jobs/export/export-child.ts'
import { type Context, withStore } from './context.ts'
import { addLeaf, type Cli } from './leaf.ts'
import { loadPolicyOf } from './policy.ts'

export function addExport(parent: Command, cli: Cli): void {
  addLeaf(parent, cli, {
    usage: 'export <child>',
    summary: 'make the ZIP with photos and diary for a child that leaves',
    description:
      'One ZIP for each guardian with custody, in the folder of the setting "exports". It holds the photos that\nthey may take along, the diary, and a manifest that proves every file; what is left out is counted.',
    examples: ['ouderportaal export 000123', 'ouderportaal export 000123 --dry-run'],
    run: (context, _flags, child = '') => (context.dryRun ? preview(context, child) : make(context, child)),
  })
}

async function make(context: Context, child: string): Promise<ExitCode> {
  const { config, at, signal, elapsed, output } = context
  const policy = await loadPolicyOf(context)
  const { exportChild } = await import('../jobs/export/export-child.ts')
  const hands = {
    organisation: config.organisation,
    policy,
    media: config.media,
    folder: config.exports,
    signal,
    elapsed,
  }
  const report = await withStore(context, (store) => exportChild(store, child, hands, at))
  if (context.json) output.json({ dryRun: false, ...report })
  else for (const file of report.files) for (const line of linesOf(file)) output.say(line)
  const lost = report.files.some(({ leftOut }) => leftOut['missing-file'] + leftOut['damaged-file'] > 0)
  return lost ? EXIT.partial : EXIT.done
}

function linesOf({ file, unchanged, photos, diary, leftOut }: ExportedFile): string[] {
  const verb = unchanged ? 'Unchanged' : 'Made'
  return [`${verb} ${file}: ${photos} photos and videos, ${diary} diary entries.`, ...leftOutLines(leftOut)]
}

const LEFT_OUT_WORDS: Readonly<Record<keyof ExportedFile['leftOut'], string>> = {
  'consent-missing': 'another child on it has no consent',
  untagged: 'nobody is tagged on it, taken in the same groups and time',
  'missing-file': 'the file is missing',
  'damaged-file': 'the file is damaged',
}

function leftOutLines(leftOut: Partial<ExportedFile['leftOut']>): string[] {
  const entries = Object.entries(leftOut) as [keyof ExportedFile['leftOut'], number][]
  return entries
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `  left out ${count}: ${LEFT_OUT_WORDS[reason]}`)
}

async function preview(context: Context, child: string): Promise<ExitCode> {
  const { config, at, output } = context
  const { planExport } = await import('../jobs/export/plan-export.ts')
  const plan = await withStore(context, (store) =>
    planExport(store.read, { child, organisation: config.organisation }, at),
  )
  const files = plan.albums.map(({ position, album }) => ({
    guardian: position,
    photos: album.photos.length,
    diary: album.diary.length,
    leftOut: Object.fromEntries(album.leftOut.map(({ reason, count }) => [reason, count])),
  }))
  if (context.json) output.json({ dryRun: true, child, files })
  else {
    for (const { guardian, photos, diary, leftOut } of files) {
      output.say(
        `Would make a ZIP for guardian ${guardian}: ${photos} photos and videos, ${diary} diary entries.`,
      )
      for (const line of leftOutLines(leftOut)) output.say(line)
    }
  }
  return EXIT.done
}
