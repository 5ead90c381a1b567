import { EXIT, type ExitCode, UserError } from '../../errors.ts'
import type { Choice } from '../../jobs/export/choose/choose-children.ts'
import type { WaitingExport } from '../../jobs/export/queue-exports.ts'
import type { ExportedFile, ExportPreview } from '../../jobs/export/report.ts'
import { amount } from '../amounts.ts'
import { type Context, withStore } from '../context.ts'
import { deliverOwnMail } from '../delivery.ts'
import { loadPolicyOf } from '../policy.ts'
import type { MakeFlags } from './make.ts'
import { splitIn, splitOf } from './split.ts'
import { waitingLines } from './waiting.ts'

/** Leaves the exports to whoever makes what waits. */
export async function queueExports(context: Context, flags: MakeFlags, choice: Choice): Promise<ExitCode> {
  if (flags.guardian !== undefined)
    throw new UserError('--queue makes the exports of all guardians of a child: leave out --guardian.')
  const options = { ...choice, split: await splitIn(flags) }
  const { queueExportsJob } = await import('../../jobs/export/queue-exports.ts')
  const { runJob } = await import('../../jobs/run.ts')
  const { withQueue } = await import('../../jobs/with-queue.ts')
  const { report, run } = await withStore(context, (store) =>
    withQueue(store, (queue) => runJob(store, queueExportsJob(queue.exports), options, context)),
  )
  const { dryRun, output } = context
  const { queued, waiting } = report
  if (context.json) output.json({ dryRun, run, ...report })
  else
    output.say(
      `${amount(queued.length, 'child', 'children')} ${dryRun ? 'would be queued' : 'queued'}, ${amount(waiting.length, 'waits', 'wait')} already.`,
    )
  if (options.split !== undefined && waiting.length > 0)
    output.warn(
      '--split is for what is queued now: what waits already keeps the size that it was asked with.',
    )
  return EXIT.done
}

/** Makes what waits, as the daemon does. */
export async function makeWaiting(
  context: Context,
  flags: MakeFlags,
  children: readonly string[],
): Promise<ExitCode> {
  const { queue, guardian, departedSince, departingWithin } = flags
  if (
    children.length > 0 ||
    [queue, guardian, departedSince, departingWithin].some((one) => one !== undefined)
  )
    throw new UserError('--queued makes what waits, of whichever children: leave out what else says which.')
  const split = await splitOf(context, flags)
  return context.dryRun ? countWaiting(context) : makeAll(context, split)
}

async function countWaiting(context: Context): Promise<ExitCode> {
  const { viewWaiting } = await import('../../jobs/export/queue-exports.ts')
  const waiting = await withStore(context, viewWaiting)
  if (context.json) context.output.json({ dryRun: true, counts: { waiting: waiting.length }, waiting })
  else sayWaiting(context.output, waiting)
  return EXIT.done
}

async function makeAll(context: Context, split: number | undefined): Promise<ExitCode> {
  const { config, output } = context
  const policy = await loadPolicyOf(context)
  const { organisation, media, exports: folder } = config
  const hands = { organisation, policy, media, folder, split }
  const { makeQueuedExports } = await import('../../jobs/export/queued.ts')
  const { openProgress } = await import('../../terminal/progress.ts')
  const { viewWaiting } = await import('../../jobs/export/queue-exports.ts')
  const { mails, ...report } = await withStore(context, async (store) => {
    const bar = openProgress('children', output.interactive)
    const done = await makeQueuedExports(store, hands, { ...context, progress: bar.show }).finally(bar.end)
    const queued = done.exports.flatMap((one) => one.queued)
    const exports = done.exports.map(({ queued: _, ...one }) => one)
    const waiting = await viewWaiting(store)
    return { ...done, exports, waiting, mails: await deliverOwnMail(store, context, queued) }
  })
  context.signal.throwIfAborted()
  const { counts, findings } = report
  if (context.json) output.json({ dryRun: false, ...report, mails })
  else await sayMade(context, report)
  for (const { message } of findings) output.warn(message)
  return counts.failed + counts.later + counts.missing > 0 ? EXIT.partial : EXIT.done
}

type Made = Awaited<ReturnType<typeof import('../../jobs/export/queued.ts').makeQueuedExports>>

interface MadeExports extends Pick<Made, 'counts'> {
  readonly exports: readonly ExportPreview<ExportedFile>[]
  readonly waiting: readonly WaitingExport[]
}

async function sayMade({ output }: Context, { counts, exports, waiting }: MadeExports): Promise<void> {
  if (counts.begun === 0) return sayWaiting(output, waiting)
  const { countsOf } = await import('../../jobs/export/export-children.ts')
  const { exportLines } = await import('./words.ts')
  const done = { counts: countsOf(exports.length, exports), exports, failed: [] }
  for (const line of exportLines(done, false)) output.say(line)
  const { made, failed, later } = counts
  output.say(
    `From the queue: ${made} made, ${failed} given up, ${later} put off; ${amount(counts.waiting, 'waits', 'wait')}.`,
  )
  if (waiting.length > 0) sayWaiting(output, waiting)
}

function sayWaiting({ say }: Context['output'], waiting: readonly WaitingExport[]): void {
  for (const line of waitingLines(waiting)) say(line)
}
