import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { RemoveByHandReport, RemovedExport } from '../../jobs/export/remove-by-hand.ts'
import { contentWords } from '../amounts.ts'
import { confirmChange } from '../confirm-change.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'

interface Flags {
  readonly yes?: boolean
}

export function addRemove(group: Command, cli: Cli): void {
  addLeaf<Flags>(group, cli, {
    usage: 'remove <child-or-export-or-file>',
    summary: 'remove the exports of a child, or one of them, before their time is over',
    description:
      'A child is named by its number, an export by its id, the beginning of it, or the name of its file; of one that\n' +
      'was split all parts go. Nobody can download it from then on; no mail tells of it. What was in it and its hash\n' +
      'stay in the audit.',
    examples: [
      'ouderportaal export remove 000123 --dry-run',
      'ouderportaal export remove 3f2a91c0 --yes',
      'ouderportaal export remove exports/kind-000123-1f2e3d4c.zip',
    ],
    options: (command) => command.option('-y, --yes', 'do not ask'),
    run: (context, flags, named = '') => remove(context, flags, named),
  })
}

async function remove(context: Context, { yes }: Flags, named: string): Promise<ExitCode> {
  const { removeByHandJob } = await import('../../jobs/export/remove-by-hand.ts')
  const { removeAllLeftFiles } = await import('../../jobs/export/remove-files.ts')
  const { runJob } = await import('../../jobs/run.ts')
  return withStore(context, async (store) => {
    const planned = await runJob(store, removeByHandJob, { named }, { ...context, dryRun: true })
    const found = planned.report.removed.length
    if (context.dryRun || found === 0) return show(context, planned)
    if (!yes && context.output.interactive)
      for (const line of linesOf(planned.report, true)) context.output.note(line)
    if (!(await confirmChange(context, `Remove ${inWords(found)}?`, yes))) return EXIT.done
    const done = await runJob(store, removeByHandJob, { named }, context)
    await removeAllLeftFiles(store)
    return show(context, done)
  })
}

function show(
  { output, json, dryRun }: Context,
  { report, run }: { readonly report: RemoveByHandReport; readonly run?: string },
): ExitCode {
  if (json) output.json({ dryRun, run, counts: { removed: report.removed.length }, ...report })
  else for (const line of linesOf(report, dryRun)) output.say(line)
  return EXIT.done
}

function linesOf({ removed }: RemoveByHandReport, dryRun: boolean): readonly string[] {
  if (removed.length === 0) return ['No export of that child is offered.']
  return [`${dryRun ? 'Would remove' : 'Removed'} ${inWords(removed.length)}:`, ...removed.map(lineOf)]
}

function lineOf({ export: id, child, guardian, file, photos, diary, offeredUntil }: RemovedExport): string {
  const whose = `child ${child}${guardian === null ? '' : `, guardian ${guardian}`}`
  const which = `${id.slice(0, 8)} of ${whose}${file === null ? '' : ` (${file})`}`
  return `  ${which}: ${contentWords({ photos, diary })}, offered until ${offeredUntil}`
}

function inWords(count: number): string {
  return count === 1 ? '1 export' : `${count} exports`
}
