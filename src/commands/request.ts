import type { Command } from 'commander'
import { EXIT } from '../errors.ts'
import { type AskFlags, askOptions, languageOf, sharedParts, submit, takingOptions } from './ask.ts'
import { withStore } from './context.ts'
import { deliverOwnMail } from './delivery.ts'
import { addLeaf, type Cli } from './leaf.ts'
import { loadPolicyOf } from './policy.ts'

export function addRequest(parent: Command, cli: Cli): void {
  const request = parent
    .command('request')
    .summary('ask a swap, an extra day, a credit day or a cancellation; answer; list')
    .description(
      'Requests as the portal writes them, entered by staff for a guardian, decided by the house rules.',
    )
  addSwap(request, cli)
  addExtra(request, cli)
  addCreditDay(request, cli)
  addCancel(request, cli)
  addAnswer(request, cli)
  addList(request, cli)
}

function addSwap(request: Command, cli: Cli): void {
  addLeaf<AskFlags & { give: string; take: string; giveCareType?: string }>(request, cli, {
    usage: 'swap <child>',
    summary: 'give up a planned day and come on another',
    sendsMail: true,
    examples: [
      'ouderportaal request swap 000123 --give 2026-03-12 --take 2026-03-11 --because "guardian phoned"',
    ],
    options: (command) =>
      takingOptions(command)
        .requiredOption('--give <date>', 'the planned day that is given up')
        .requiredOption('--take <date>', 'the day that is wanted')
        .option('--give-care-type <type>', 'the care that is given up (default: that of the day wanted)'),
    async run(context, flags, child = '') {
      const { careTypeOf, dateOf } = await import('./values.ts')
      const ask = {
        kind: 'swap' as const,
        child,
        give: dateOf(flags.give, '--give'),
        take: dateOf(flags.take, '--take'),
        ...(await sharedParts(flags)),
        ...(flags.giveCareType !== undefined && {
          giveCareType: careTypeOf(flags.giveCareType, '--give-care-type'),
        }),
      }
      return submit(context, ask, flags)
    },
  })
}

function addExtra(request: Command, cli: Cli): void {
  addLeaf<AskFlags>(request, cli, {
    usage: 'extra <child> <date>',
    summary: 'ask a paid extra day',
    sendsMail: true,
    examples: ['ouderportaal request extra 000123 2026-03-11 --because "guardian phoned"'],
    options: takingOptions,
    async run(context, flags, child = '', date = '') {
      const { dateOf } = await import('./values.ts')
      const ask = { kind: 'extra' as const, child, date: dateOf(date, 'DATE'), ...(await sharedParts(flags)) }
      return submit(context, ask, flags)
    },
  })
}

function addCreditDay(request: Command, cli: Cli): void {
  addLeaf<AskFlags & { from?: string }>(request, cli, {
    usage: 'credit-day <child> <date>',
    summary: 'ask a day that is paid with a credit',
    sendsMail: true,
    examples: [
      'ouderportaal request credit-day 000123 2026-03-18 --from 2026-03-02 --because "guardian phoned"',
    ],
    options: (command) =>
      takingOptions(command).option(
        '--from <date>',
        'the absent day whose credit is used (default: the oldest)',
      ),
    async run(context, flags, child = '', date = '') {
      const { dateOf } = await import('./values.ts')
      const ask = {
        kind: 'credit-day' as const,
        child,
        date: dateOf(date, 'DATE'),
        ...(await sharedParts(flags)),
        ...(flags.from !== undefined && { from: dateOf(flags.from, '--from') }),
      }
      return submit(context, ask, flags)
    },
  })
}

function addCancel(request: Command, cli: Cli): void {
  addLeaf<AskFlags>(request, cli, {
    usage: 'cancel <child> <date>',
    summary: 'take back an extra, swapped or credit day of that date',
    sendsMail: true,
    examples: ['ouderportaal request cancel 000123 2026-03-11 --because "guardian phoned"'],
    options: (command) => askOptions(command, { time: false }),
    async run(context, flags, child = '', date = '') {
      const { dateOf } = await import('./values.ts')
      const { careType } = await sharedParts(flags)
      const ask = {
        kind: 'cancel' as const,
        child,
        date: dateOf(date, 'DATE'),
        ...(careType && { careType }),
      }
      return submit(context, ask, flags)
    },
  })
}

function addAnswer(request: Command, cli: Cli): void {
  addLeaf<{ note?: string; language?: string }>(request, cli, {
    usage: 'answer <request> <answer>',
    summary: 'grant or decline a request that waits',
    sendsMail: true,
    description: 'REQUEST is its id or the beginning of it, ANSWER is granted or declined.',
    examples: [
      'ouderportaal request answer 3f2a91c0 granted',
      'ouderportaal request answer 3f2a91c0 declined --note "the group is full"',
    ],
    options: (command) =>
      command
        .option('--note <text>', 'kept with the answer')
        .option('--language <language>', 'of the rules: nl or en (default: the settings)'),
    async run(context, flags, prefix = '', text = '') {
      const { choiceOf } = await import('./values.ts')
      const answer = choiceOf(text, 'ANSWER', ['granted', 'declined'] as const)
      const policy = await loadPolicyOf(context)
      const { answerRequest } = await import('../jobs/requests/run-request.ts')
      const options = { request: prefix, answer, ...(flags.note && { note: flags.note }) }
      const { report, mails } = await withStore(context, async (store) => {
        const done = await answerRequest(store, policy, options, { ...context, policy: policy.ref })
        return { ...done, mails: await deliverOwnMail(store, context, done.queued) }
      })
      if (context.json) context.output.json({ dryRun: context.dryRun, ...report, mails })
      else {
        const { answerLines } = await import('./verdict.ts')
        for (const line of answerLines(report, await languageOf(context, flags), context.dryRun))
          context.output.say(line)
      }
      return report.broken.length > 0 ? EXIT.failed : EXIT.done
    },
  })
}

function addList(request: Command, cli: Cli): void {
  addLeaf<{ child?: string; state?: string; limit: string }>(request, cli, {
    usage: 'list',
    summary: 'show requests, the newest first',
    examples: ['ouderportaal request list --state open', 'ouderportaal request list --child 000123 --json'],
    readOnly: true,
    options: (command) =>
      command
        .option('--child <number>', 'only of this child')
        .option('--state <state>', 'only open, granted, declined, refused or cancelled')
        .option('--limit <count>', 'at most so many', '50'),
    async run(context, flags) {
      const { choiceOf, countOf } = await import('./values.ts')
      const { REQUEST_STATES, viewRequests } = await import('../jobs/requests/list.ts')
      const requests = await withStore(context, (store) =>
        viewRequests(store, {
          limit: countOf(flags.limit, '--limit'),
          ...(flags.child !== undefined && { child: flags.child }),
          ...(flags.state !== undefined && { state: choiceOf(flags.state, '--state', REQUEST_STATES) }),
        }),
      )
      const { requestTable } = await import('./request-table.ts')
      if (context.json) context.output.json({ requests })
      else context.output.say(requestTable(requests))
      return EXIT.done
    },
  })
}
