import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { PhotoRemoval } from '../../jobs/photos/remove-photo.ts'
import { printable } from '../../terminal/printable.ts'
import { confirmChange } from '../confirm-change.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'

interface Flags {
  readonly yes?: boolean
}

export function addPhotoRemove(group: Command, cli: Cli): void {
  addLeaf<Flags>(group, cli, {
    usage: 'remove <photo>',
    summary: 'remove a photo or film, for whoever sees it',
    description:
      'It leaves diaries at once. Its file goes a night later, and exports that are offered and hold it are made anew\n' +
      'then. That it was removed stays in the audit. An import of the same file brings it back.',
    examples: [
      'ouderportaal photo remove IMG_20250718_1030.jpg --dry-run',
      'ouderportaal photo remove 10 --yes',
    ],
    options: (command) => command.option('-y, --yes', 'do not ask'),
    run: (context, flags, word = '') => remove(context, flags, word),
  })
}

async function remove(context: Context, { yes }: Flags, photo: string): Promise<ExitCode> {
  const { removePhotoJob } = await import('../../jobs/photos/remove-photo.ts')
  const { runJob } = await import('../../jobs/run.ts')
  const { at, dryRun, elapsed } = context
  return withStore(context, async (store) => {
    const { report } = await runJob(store, removePhotoJob, { photo }, { at, dryRun: true, elapsed })
    if (dryRun) return show(context, report)
    const question = `Remove photo ${report.photo.id}, ${printable(report.photo.fileName)}?`
    if (!(await confirmChange(context, question, yes))) return EXIT.done
    const done = await runJob(store, removePhotoJob, { photo: report.photo.sha256 }, { at, dryRun, elapsed })
    return show(context, done.report, done.run)
  })
}

function show({ output, json, dryRun }: Context, removal: PhotoRemoval, run?: string): ExitCode {
  if (json) output.json({ dryRun, ...(run && { run }), ...removal })
  else output.say(inWords(removal, dryRun))
  return EXIT.done
}

function inWords({ photo, entries }: PhotoRemoval, dryRun: boolean): string {
  const verb = dryRun ? 'Would remove' : 'Removed'
  const shown = entries === 1 ? '1 entry of a diary' : `${entries} entries of diaries`
  return `${verb} photo ${photo.id}, ${printable(photo.fileName)}: ${photo.children} tagged on it, in ${shown}.`
}
