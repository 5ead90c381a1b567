import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../errors.ts'
import { printable } from '../terminal/printable.ts'
import { type Context, exitOf, withStore } from './context.ts'
import { addLeaf, type Cli } from './leaf.ts'

/** Commands about imports that were done. */
export function addImportHistory(group: Command, cli: Cli): void {
  addList(group, cli)
  addShow(group, cli)
  addUndo(group, cli)
}

function addList(group: Command, cli: Cli): void {
  addLeaf<{ limit: string }>(group, cli, {
    usage: 'list',
    summary: 'show the imports, the newest first',
    examples: ['ouderportaal import list', 'ouderportaal import list --limit 5 --json'],
    readOnly: true,
    options: (command) => command.option('--limit <count>', 'at most so many', '20'),
    async run(context, flags) {
      const { countOf } = await import('./values.ts')
      const { viewImports } = await import('../jobs/import/history.ts')
      const limit = countOf(flags.limit, '--limit')
      const imports = await withStore(context, (store) => viewImports(store.read, limit))
      if (context.json) context.output.json({ imports })
      else await sayImports(context, imports)
      return EXIT.done
    },
  })
}

type Imports = Awaited<ReturnType<typeof import('../jobs/import/history.ts').viewImports>>

async function sayImports({ output }: Context, imports: Imports): Promise<void> {
  if (imports.length === 0) return output.say('No imports.')
  const { table } = await import('../terminal/table.ts')
  const cells = imports.map(({ run, at, kind, outcome, counts, undoneAt }) => [
    run.slice(0, 8),
    at.slice(0, 16).replace('T', ' '),
    kind,
    undoneAt === null ? outcome : 'undone',
    countsInWords(counts),
  ])
  output.say(table(['run', 'at', 'what', 'ended', 'counts'], cells))
}

function countsInWords(counts: Readonly<Record<string, number>>): string {
  const told = Object.entries(counts).filter(([, count]) => count !== 0)
  return told.map(([what, count]) => `${count} ${what}`).join(', ')
}

function addShow(group: Command, cli: Cli): void {
  addLeaf(group, cli, {
    usage: 'show <run>',
    summary: 'show what an import changed and found',
    description: 'A run is named by its id, or the beginning of it.',
    examples: ['ouderportaal import show 3f2a91c0'],
    readOnly: true,
    async run(context, _flags, run = '') {
      const { viewImport } = await import('../jobs/import/history.ts')
      const shown = await withStore(context, (store) => viewImport(store.read, run))
      if (context.json) context.output.json(shown)
      else sayImport(context, shown)
      return EXIT.done
    },
  })
}

type Shown = Awaited<ReturnType<typeof import('../jobs/import/history.ts').viewImport>>

/** More than fit on a screen are for `--json`. */
const MOST_CHANGES = 50

function sayImport(
  { output }: Context,
  { run, at, kind, actor, outcome, counts, undoneAt, changes, findings }: Shown,
): void {
  output.say(`Import ${run} of ${kind}, ${at.slice(0, 16).replace('T', ' ')}, by ${actor}: ${outcome}`)
  if (undoneAt !== null) output.say(`Undone on ${undoneAt.slice(0, 16).replace('T', ' ')}.`)
  output.say(countsInWords(counts) || 'Nothing.')
  for (const change of changes.slice(0, MOST_CHANGES)) output.say(printable(`  ${changeInWords(change)}`))
  const more = changes.length - MOST_CHANGES
  if (more > 0) output.say(`  and ${more} more changes (--json shows all)`)
  // All of them: who looks a run up wants what the import itself told in short.
  for (const finding of findings) output.say(printable(`  ${findingInWords(finding as Finding)}`))
}

function changeInWords({ kind, name, change, fields }: Shown['changes'][number]): string {
  return `${change} ${kind} ${name}${fields.length > 0 ? `: ${fields.join(', ')}` : ''}`
}

interface Finding {
  readonly code: string
  readonly line?: number
  readonly column?: string | null
}

function findingInWords({ code, line, column }: Finding): string {
  return [line !== undefined && `line ${line}`, column, code].filter(Boolean).join(', ')
}

function addUndo(group: Command, cli: Cli): void {
  addLeaf(group, cli, {
    usage: 'undo <run>',
    summary: 'take an import back: what it brought in goes, what it changed or ended is as it was',
    description: 'Refused where something newer builds on it, for instance a later import or a request.',
    examples: ['ouderportaal import undo 3f2a91c0 --dry-run', 'ouderportaal import undo 3f2a91c0'],
    run: (context, _flags, run = '') => undo(context, run),
  })
}

function addressesInWords(count: number): string {
  const who = count === 1 ? '1 guardian has the old address' : `${count} guardians have the old address`
  return `${who} again; no link that was sent to either address opens anything now: "ouderportaal activate" invites anew.`
}

async function undo(context: Context, run: string): Promise<ExitCode> {
  const { undoImport } = await import('../jobs/import/undo/undo-import.ts')
  const { report, summary } = await withStore(context, (store) => undoImport(store, run, context))
  if (context.json) context.output.json({ dryRun: context.dryRun, ...report })
  else {
    const would = context.dryRun ? ' (dry run, nothing was changed)' : ''
    context.output.say(
      `Import ${report.import.slice(0, 8)} undone${would}: ${report.removed} removed, ${report.restored} restored.`,
    )
    if (report.addresses > 0) context.output.say(addressesInWords(report.addresses))
  }
  return exitOf(summary.outcome)
}
