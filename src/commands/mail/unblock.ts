import type { Command } from 'commander'
import { EXIT, UserError } from '../../errors.ts'
import type { UnblockOptions, UnblockReport } from '../../jobs/mails/unblock.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'

export function addUnblock(mail: Command, cli: Cli): void {
  addLeaf<{ location?: string }>(mail, cli, {
    usage: 'unblock [guardian]',
    summary: 'mail an address again from which mail came back',
    description:
      'For a mailbox that works again: a changed address needs no unblocking. A guardian is named by the id that\n' +
      '"ouderportaal activate status" and "ouderportaal mail show" print.',
    examples: ['ouderportaal mail unblock 12', 'ouderportaal mail unblock --location "De Boomhut"'],
    options: (command) =>
      command.option('--location <name>', "a location's address, in place of a guardian's"),
    async run(context, { location }, guardian) {
      const options = await optionsOf(guardian, location)
      const { unblockJob } = await import('../../jobs/mails/unblock.ts')
      const { runJob } = await import('../../jobs/run.ts')
      const { report, run } = await withStore(context, async (store) => {
        const planned = await runJob(store, unblockJob, options, { ...context, dryRun: true })
        return planned.report.unblocked ? runJob(store, unblockJob, options, context) : planned
      })
      if (context.json) context.output.json({ dryRun: context.dryRun, run, ...report })
      else context.output.say(inWords(context, report))
      return EXIT.done
    },
  })
}

async function optionsOf(
  guardian: string | undefined,
  location: string | undefined,
): Promise<UnblockOptions> {
  if (guardian !== undefined && location === undefined) {
    const { countOf } = await import('../values.ts')
    return { guardian: countOf(guardian, 'guardian') }
  }
  if (location !== undefined && guardian === undefined) return { location }
  throw new UserError('Whose address works again? Name a guardian by its id, or a location with --location.')
}

function inWords({ dryRun }: Context, { subject, status, unblocked }: UnblockReport): string {
  if (!unblocked) return `No mail came back from the address of ${subject}: nothing to unblock.`
  const would = dryRun ? 'would be mailed' : 'is mailed'
  const hint = dryRun ? '' : ' "ouderportaal mail retry" tries what failed.'
  return `The address of ${subject} (${status}) ${would} again.${hint}`
}
