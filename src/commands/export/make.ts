import type { Command } from 'commander'
import { EXIT, type ExitCode, UserError } from '../../errors.ts'
import type { Choice } from '../../jobs/export/choose/choose-children.ts'
import type { ManyExports } from '../../jobs/export/export-children.ts'
import type { HandedOver } from '../../jobs/export/hand-over.ts'
import type { ExportPreview, PreviewedFile } from '../../jobs/export/report.ts'
import type { Store } from '../../store/open.ts'
import { type Context, withStore } from '../context.ts'
import { deliverOwnMail } from '../delivery.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { loadPolicyOf } from '../policy.ts'
import {
  addHandOverFlags,
  areOfSeveral,
  type HandOverFlags,
  prepareHandOver,
  SHARED_PASSPHRASE,
} from './hand-over.ts'
import { type SplitFlag, splitOf } from './split.ts'

export interface MakeFlags extends HandOverFlags, SplitFlag {
  readonly departedSince?: string
  readonly departingWithin?: string
  readonly guardian?: string
  readonly queue?: boolean
  readonly queued?: boolean
  readonly tellAgain?: boolean
  readonly yes?: boolean
}

export function addMake(group: Command, cli: Cli): void {
  addLeaf<MakeFlags>(group, cli, {
    usage: 'make [children...]',
    isDefault: true,
    summary: 'make the ZIP with photos and diary for children that leave',
    description:
      'One ZIP for each guardian with custody, in the folder of the setting "exports". It holds the photos that they\n' +
      'may take along, the diary, and a manifest that proves every file; what is left out is counted. A ZIP that is\n' +
      'whole and of which nothing changed stays; one that is out of date is removed when the new one is there.\n' +
      'Guardians are mailed that it is there, once: what is made again while they may download it is not told again.\n' +
      '"make" may be left out.',
    examples: [
      'ouderportaal export 000123',
      'ouderportaal export 000123 000124 --guardian 1 --dry-run',
      'ouderportaal export --departed-since 2026-03-01 --json',
      'ouderportaal export --departing-within 14 --queue',
      'ouderportaal export --queued',
      'ouderportaal export 000123 --encrypt --to /media/stick',
    ],
    options: (command) =>
      addHandOverFlags(command)
        .option('--departed-since <date>', 'children whose last care day was this one or later')
        .option('--departing-within <days>', 'children whose last care day is at most so many days ahead')
        .option('--guardian <number>', 'only for this guardian, 1 or 2, the place with the child')
        .option(
          '--split <size>',
          'several ZIPs, by year, when photos and videos are more than this, such as 2G',
        )
        .option('--queue', 'leave the work to the daemon, or to "export --queued"')
        .option('--queued', 'make the exports that wait in the queue')
        .option('--tell-again', 'mail guardians once more who were told of an export already')
        .option('--yes', 'also of children that do not leave within three months'),
    run: runMake,
  })
}

async function runMake(context: Context, flags: MakeFlags, ...children: string[]): Promise<ExitCode> {
  if (flags.encrypt && (flags.queue || flags.queued))
    throw new UserError('--encrypt makes a copy to hand over now: leave out --queue and --queued.')
  if (flags.tellAgain && (flags.queue || flags.queued))
    throw new UserError('--tell-again is for what is made now: leave out --queue and --queued.')
  if (flags.queued) {
    const { makeWaiting } = await import('./queue.ts')
    return makeWaiting(context, flags, children)
  }
  const choice = await choiceOf(flags, children)
  if (flags.queue) {
    const { queueExports } = await import('./queue.ts')
    return queueExports(context, flags, choice)
  }
  return context.dryRun ? preview(context, choice, flags) : make(context, choice, flags)
}

async function choiceOf(flags: MakeFlags, children: readonly string[]): Promise<Choice> {
  const { departedSince, departingWithin } = flags
  if (children.length === 0 && departedSince === undefined && departingWithin === undefined) {
    throw new UserError(
      'Which children? Name their numbers, or add --departed-since DATE or --departing-within DAYS.',
    )
  }
  const { dateOf, daysOf } = await import('../values.ts')
  return {
    children,
    mayStay: flags.yes === true,
    ...(departedSince !== undefined && { departedSince: dateOf(departedSince, '--departed-since') }),
    ...(departingWithin !== undefined && { departingWithin: daysOf(departingWithin, '--departing-within') }),
  }
}

async function guardianOf({ guardian }: MakeFlags): Promise<{ readonly guardian?: number }> {
  if (guardian === undefined) return {}
  const { choiceOf: oneOf } = await import('../values.ts')
  return { guardian: Number(oneOf(guardian, '--guardian', ['1', '2'])) }
}

async function make(context: Context, choice: Choice, flags: MakeFlags): Promise<ExitCode> {
  const { config, at, signal, elapsed } = context
  const policy = await loadPolicyOf(context)
  const { exportChild } = await import('../../jobs/export/export-child.ts')
  const { organisation, media, exports: folder } = config
  const split = await splitOf(context, flags)
  const { tellAgain = false } = flags
  const guardian = await guardianOf(flags)
  const hands = { organisation, policy, media, folder, split, tellAgain, signal, elapsed, ...guardian }
  const handOver = await prepareHandOver(context, flags)
  const { mails, copies, ...done } = await withStore(context, async (store) => {
    const queued: string[] = []
    const copies: HandedOver[] = []
    const many = await forEach(store, context, choice, async (child) => {
      const { queued: mails, left, ...report } = await exportChild(store, child, hands, at)
      if (left) context.output.warn(left)
      queued.push(...mails)
      copies.push(...((await handOver?.(store, report)) ?? []))
      return report
    })
    return { ...many, copies, mails: await deliverOwnMail(store, context, queued) }
  })
  for (const { file } of copies)
    context.output.say(`Encrypted ${file}. Tell the passphrase in another way than the stick.`)
  if (copies.length > 0)
    context.output.say('No job removes an encrypted copy: remove it yourself once it was handed over.')
  if (handOver && areOfSeveral(done.exports)) context.output.warn(SHARED_PASSPHRASE)
  return show(context, choice, done, { mails, ...(handOver && { copies }) })
}

async function preview(context: Context, choice: Choice, flags: MakeFlags): Promise<ExitCode> {
  await prepareHandOver(context, flags)
  const { previewExport } = await import('../../jobs/export/preview-export.ts')
  const split = await splitOf(context, flags)
  const policy = await loadPolicyOf(context)
  const { organisation } = context.config
  const { tellAgain = false } = flags
  const options = { organisation, policy, split, tellAgain, ...(await guardianOf(flags)) }
  const done = await withStore(context, (store) =>
    forEach(store, context, choice, (child) => previewExport(store.read, { child, ...options }, context.at)),
  )
  if (flags.encrypt && areOfSeveral(done.exports)) context.output.warn(SHARED_PASSPHRASE)
  return show(context, choice, done, {})
}

/** The work for each child that is meant, with a bar on a terminal. */
async function forEach<Report extends ExportPreview<PreviewedFile>>(
  store: Store,
  { at, signal, output }: Context,
  choice: Choice,
  work: (child: string) => Promise<Report>,
): Promise<ManyExports<Report>> {
  const { chooseChildren } = await import('../../jobs/export/choose/choose-children.ts')
  const { exportChildren } = await import('../../jobs/export/export-children.ts')
  const { openProgress } = await import('../../terminal/progress.ts')
  const children = await chooseChildren(store.read, choice, at)
  const bar = openProgress('children', output.interactive)
  try {
    return await exportChildren(children, work, { signal, progress: bar.show })
  } finally {
    bar.end()
  }
}

/** Of one child that was named its own report; else a list. */
async function show(
  { output, json, dryRun }: Context,
  choice: Choice,
  { counts, exports, failed }: ManyExports<ExportPreview<PreviewedFile>>,
  more: object,
): Promise<ExitCode> {
  const isOne = choice.children.length === 1 && counts.children === 1
  const { exportLines } = await import('./words.ts')
  if (json) output.json({ dryRun, ...(isOne ? exports[0] : { exports, failed }), counts, ...more })
  else if (counts.children === 0) output.say('No child left, or leaves, in that time.')
  else for (const line of exportLines({ counts, exports, failed }, dryRun)) output.say(line)
  for (const { message } of failed) output.warn(message)
  return counts.lost > 0 || failed.length > 0 ? EXIT.partial : EXIT.done
}
