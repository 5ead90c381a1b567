import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import type { QueueView } from '../../jobs/mails/view-queue.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { shortly } from './words.ts'

interface Flags {
  readonly state?: string
  readonly template?: string
  readonly limit: string
}

const STATES = ['queued', 'sending', 'sent', 'failed', 'unknown', 'skipped'] as const

export function addQueue(mail: Command, cli: Cli): void {
  addLeaf<Flags>(mail, cli, {
    usage: 'queue',
    summary: 'show the mail that waits, by id and without addresses',
    description: 'Mail waits while it is queued, being sent, or unknown: nobody can say whether it arrived.',
    examples: [
      'ouderportaal mail queue',
      'ouderportaal mail queue --state failed --template activation',
      'ouderportaal mail queue --json --limit 1000',
    ],
    readOnly: true,
    options: (command) =>
      command
        .option('--state <state>', `in place of what waits: ${STATES.join(', ')}`)
        .option('--template <name>', 'only mails of this template')
        .option('--limit <count>', 'list at most so many', '50'),
    async run(context, flags) {
      const { choiceOf, countOf } = await import('../values.ts')
      const { viewQueue } = await import('../../jobs/mails/view-queue.ts')
      const limit = countOf(flags.limit, '--limit')
      const states = flags.state === undefined ? undefined : [choiceOf(flags.state, '--state', STATES)]
      const filter = { states, template: flags.template }
      const view = await withStore(context, (store) => viewQueue(store, filter, limit))
      if (context.json) context.output.json(view)
      else await say(context, view)
      return EXIT.done
    },
  })
}

async function say({ output }: Context, { counts, oldest, nextTry, held, mails }: QueueView): Promise<void> {
  if (counts.length === 0) return output.say('No mails.')
  const { table } = await import('../../terminal/table.ts')
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  output.say(
    table(
      ['state', 'template', 'mails'],
      counts.map(({ state, template, count }) => [state, template, count]),
    ),
  )
  output.say(`The oldest is of ${shortly(oldest)}.`)
  if (nextTry !== null) output.say(`The next that was put off is tried from ${shortly(nextTry)}.`)
  if (held > 0) output.say(`${held} in the hands of a process now.`)
  const cells = mails.map(({ id, template, state, tries, createdAt, tryAfter, reason }) => [
    ...[id.slice(0, 8), template, state, tries],
    ...[shortly(createdAt), shortly(tryAfter), reason ?? ''],
  ])
  output.say(`\n${table(['mail', 'template', 'state', 'tries', 'since', 'try after', 'reason'], cells)}`)
  if (total > mails.length) output.say(`and ${total - mails.length} more (--limit shows more)`)
}
