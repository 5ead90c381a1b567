import type { NightlyJob, NightSettings } from '../jobs/nightly.ts'
import type { Store } from '../store/open.ts'
import { isConfirmed, prospectLine, untouched } from './confirm-mails.ts'
import type { Context } from './context.ts'

/**
 * Whether a job run by hand may send its mails: of many it is asked first, before anything is changed. Without a terminal
 * it is a crontab's, whose mails nobody is there to be asked about.
 */
export async function maySendMails(
  store: Store,
  context: Context,
  { job, settings, yes }: { job: NightlyJob; settings: NightSettings; yes: boolean | undefined },
): Promise<boolean> {
  if (context.dryRun || yes || !context.output.interactive) return true
  const { summary } = await job.run(store, settings, { ...context, dryRun: true })
  const prospect = await prospectOf(store, context, summary.mails)
  if (!summary.mails) return true
  const lines = async () => [`${job.name}: ${prospectLine(prospect)}`]
  return isConfirmed(context, { mails: prospect.counts.planned, yes, lines })
}

/** What a run would send: the mails that the job makes, and those that wait already. */
export async function prospectOf(store: Store, { at }: Context, own = 0) {
  const { countDue } = await import('../jobs/deliver.ts')
  return untouched(own, await countDue(store, at))
}
