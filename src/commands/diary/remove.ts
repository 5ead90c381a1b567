import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { EntryRemoval } from '../../jobs/diary/remove-entry.ts'
import { confirmChange } from '../confirm-change.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { whenWritten, writerOf } from './list.ts'

interface Flags {
  readonly yes?: boolean
}

export function addDiaryRemove(diary: Command, cli: Cli): void {
  addLeaf<Flags>(diary, cli, {
    usage: 'remove <entry>',
    summary: 'remove an entry from a diary; its photos stay',
    description:
      'By the number that "diary list" shows. That it was removed stays in the audit, what it said does not. To mend an\n' +
      'entry, remove it and add the right one. An import of a file that has it brings it back.',
    examples: ['ouderportaal diary remove 12 --dry-run', 'ouderportaal diary remove 12 --yes'],
    options: (command) => command.option('-y, --yes', 'do not ask'),
    run: (context, flags, entry = '') => remove(context, flags, entry),
  })
}

async function remove(context: Context, { yes }: Flags, word: string): Promise<ExitCode> {
  const { removeEntryJob } = await import('../../jobs/diary/remove-entry.ts')
  const { countOf } = await import('../values.ts')
  const { runJob } = await import('../../jobs/run.ts')
  const { at, dryRun, elapsed } = context
  const entry = countOf(word, 'The entry')
  return withStore(context, async (store) => {
    const { report } = await runJob(store, removeEntryJob, { entry }, { at, dryRun: true, elapsed })
    if (dryRun) return show(context, report)
    if (!(await confirmChange(context, `Remove ${inWords(report)}?`, yes))) return EXIT.done
    const done = await runJob(store, removeEntryJob, { entry }, { at, dryRun, elapsed })
    return show(context, done.report, done.run)
  })
}

function show({ output, json, dryRun }: Context, removal: EntryRemoval, run?: string): ExitCode {
  const { child, offered } = removal
  if (json) output.json({ dryRun, ...(run && { run }), ...removal })
  else output.say(`${dryRun ? 'Would remove' : 'Removed'} ${inWords(removal)}.`)
  if (!json && offered)
    output.say(`An export that is offered may hold it: "ouderportaal export ${child}" makes it anew.`)
  return EXIT.done
}

function inWords({ entry, child }: EntryRemoval): string {
  return `entry ${entry.id} of child ${child}, written ${whenWritten(entry)} by ${writerOf(entry)}`
}
