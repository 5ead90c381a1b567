import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { TagChange, TagReport } from '../../jobs/photos/change-tags.ts'
import { printable } from '../../terminal/printable.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'

export function addPhotoTag(group: Command, cli: Cli): void {
  addLeaf(group, cli, {
    usage: 'tag <photo> <children...>',
    summary: 'tag children on a photo or film, by their numbers',
    description:
      'From then on their guardians may see it, and the guardians of others on it only with the consent of these.',
    examples: [
      'ouderportaal photo tag IMG_20250718_1030.jpg 0301 0305',
      'ouderportaal photo tag 10 0301 --dry-run',
    ],
    run: (context, _flags, photo = '', ...children) => change(context, { photo, children, on: true }),
  })
}

export function addPhotoUntag(group: Command, cli: Cli): void {
  addLeaf(group, cli, {
    usage: 'untag <photo> <children...>',
    summary: 'take children off a photo or film on which they are not',
    description: 'Their consent is not asked for any more: check that they are not on it.',
    examples: ['ouderportaal photo untag 10 0305'],
    run: (context, _flags, photo = '', ...children) => change(context, { photo, children, on: false }),
  })
}

async function change(context: Context, asked: TagChange): Promise<ExitCode> {
  const { changeTagsJob } = await import('../../jobs/photos/change-tags.ts')
  const { runJob } = await import('../../jobs/run.ts')
  const { at, dryRun, elapsed, output } = context
  const { report, run } = await withStore(context, (store) =>
    runJob(store, changeTagsJob, asked, { at, dryRun, elapsed }),
  )
  if (context.json) output.json({ dryRun, ...(run && { run }), ...report })
  else output.say(inWords(report, asked.on, dryRun))
  return EXIT.done
}

function inWords({ photo, changed, children }: TagReport, on: boolean, dryRun: boolean): string {
  const which = `photo ${photo.id}, ${printable(photo.fileName)}`
  if (changed.length === 0) return `Nothing changes: ${which}, is tagged so already.`
  const verb = on ? (dryRun ? 'Would tag' : 'Tagged') : dryRun ? 'Would take' : 'Took'
  const rest =
    children === 0 ? 'then nobody is tagged on it, and it goes to nobody' : `${children} tagged on it then`
  return `${verb} ${changed.join(', ')} ${on ? 'on' : 'off'} ${which}; ${rest}.`
}
