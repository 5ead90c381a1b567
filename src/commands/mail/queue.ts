import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import type { QueueView } from '../../jobs/mails/view-queue.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { exactly, shortly } from './words.ts'

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
      else await say(context, view, flags.state)
      return EXIT.done
    },
  })
}

async function say({ output }: Context, view: QueueView, state: string | undefined): Promise<void> {
  const { counts, mails } = view
  if (counts.length === 0) return output.say(noneInWords(view, state))
  const { table } = await import('../../terminal/table.ts')
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  output.say(
    table(
      ['state', 'template', 'mails'],
      counts.map(({ state, template, count }) => [state, template, count]),
    ),
  )
  for (const line of whyLines(view)) output.say(line)
  const cells = mails.map(({ id, template, state, tries, createdAt, tryAfter, reason }) => [
    ...[id.slice(0, 8), template, state, tries],
    ...[shortly(createdAt), exactly(tryAfter), reason ?? ''],
  ])
  output.say(`\n${table(['mail', 'template', 'state', 'tries', 'since', 'try after', 'reason'], cells)}`)
  if (total > mails.length) output.say(`and ${total - mails.length} more (--limit shows more)`)
}

function noneInWords({ others }: QueueView, state: string | undefined): string {
  const words = Object.entries(others).map(([other, count]) => `${count} ${other}`)
  const none = state === undefined ? 'No mail waits' : `No mail is ${state}`
  if (words.length === 0) return `${none}: there are no mails yet.`
  return `${none}. There are ${words.join(', ')}: see them with --state.`
}

function whyLines({ counts, oldest, nextTry, held, heldBack, trouble }: QueueView): readonly string[] {
  const queued = counts.some(({ state }) => state === 'queued')
  return [
    `The oldest is of ${shortly(oldest)}.`,
    ...(nextTry === null ? [] : [`The next that was put off is tried from ${exactly(nextTry)}.`]),
    ...(held === 0 ? [] : [`${held} in the hands of a process now.`]),
    ...(heldBack === 0
      ? []
      : [`${heldBack} held back: the address does not fit the --only-to of the last run.`]),
    ...(trouble && queued ? [`${trouble.message} (since ${shortly(trouble.since)})`] : []),
    ...(queued ? ['"ouderportaal mail send" sends what waits.'] : []),
  ]
}
