import type { Command } from 'commander'
import { DAEMON } from '../daemon/actor.ts'
import { EXIT, type ExitCode } from '../errors.ts'
import type { MailSettings } from '../jobs/delivery/open.ts'
import type { Moment } from '../rules/index.ts'
import type { Store } from '../store/open.ts'
import { clockFrom } from './clock.ts'
import { type Context, withStore } from './context.ts'
import { reportTo } from './daemon-report.ts'
import { addLeaf, type Cli } from './leaf.ts'
import { loadBookOf } from './policy.ts'
import { retentionOf } from './retention/settings.ts'

export function addDaemon(parent: Command, cli: Cli): void {
  addLeaf(parent, cli, {
    usage: 'daemon',
    summary: 'stay, and run each night what is owed',
    description:
      'Looks every minute which job of today is owed, runs it once, and sends the mail that waits.\nSIGTERM or Ctrl-C ends it after what it is doing.',
    examples: ['ouderportaal daemon', 'ouderportaal daemon --config /etc/ouderportaal.yaml --quiet'],
    sendsMail: true,
    readOnly: true,
    endless: true,
    run: runDaemon,
  })
}

async function runDaemon(context: Context): Promise<ExitCode> {
  const { mailSettingsOf } = await import('./mail-settings.ts')
  const { startDaemon } = await import('../daemon/daemon.ts')
  const { jobs } = await import('../jobs/index.ts')
  const settings = mailSettingsOf(context.config)
  const { output, signal } = context
  const report = reportTo(output)
  const night = {
    policy: await policyOf(context, report),
    activationKey: () => settings.activationKey,
    retention: () => retentionOf(context.config),
  }
  const now = await clockFrom(context)
  const options = { signal, now, log: output.note, settings: night, ...report }
  // The signal ends the daemon between two items; an item that has begun is not to be rolled back.
  await withStore({ ...context, signal: new AbortController().signal }, (store) => {
    output.note('The daemon has started.')
    return startDaemon(store, jobs, (at) => deliver(store, settings, context, at), options)
  })
  output.note('The daemon has ended.')
  return EXIT.done
}

/** The policy of a turn: the file may be edited while the daemon runs. */
async function policyOf(context: Context, { onError, onSuccess }: ReturnType<typeof reportTo>) {
  const { keepPolicy } = await import('../policy/keep.ts')
  const book = await keepPolicy(() => loadBookOf(context), {
    refused: (mistakes) => onError('policy', mistakes),
    accepted: () => onSuccess('policy'),
  })
  const { policyOn } = await import('../rules/index.ts')
  return async (at: Moment) => policyOn(await book(), at.today)
}

async function deliver(
  store: Store,
  settings: MailSettings,
  { output, signal }: Context,
  at: Moment,
): Promise<void> {
  const { withMail } = await import('../jobs/delivery/open.ts')
  const { deliverMails } = await import('../jobs/deliver.ts')
  const began = performance.now()
  const run = { at, signal, actor: DAEMON, elapsed: () => performance.now() - began }
  const { counts, findings } = await withMail(store, settings, (hands) => deliverMails(store, hands, run))
  if (counts.planned > 0) output.note(`mail: ${counts.sent} sent, ${counts.waiting} waiting`)
  for (const { message } of findings) output.warn(message)
}
