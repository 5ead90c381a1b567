import type { Command } from 'commander'
import { EXIT, UserError } from '../../errors.ts'
import type { IsoDate, PolicyBook } from '../../rules/index.ts'
import { languageOf } from '../ask.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { loadBook } from './books.ts'

interface ShowFlags {
  readonly policy?: string
  readonly language?: string
}

export function addShow(rules: Command, cli: Cli): void {
  addLeaf<ShowFlags>(rules, cli, {
    usage: 'show',
    summary: 'print the house rules in force, clause by clause with their source',
    description:
      'With --at the version of that day; it may lie in the future. --json prints the policy as data.',
    examples: [
      'ouderportaal rules show',
      'ouderportaal rules show --at 2027-01-01 --language en',
      'ouderportaal rules show --policy policies/delangekeizer.yaml --json',
    ],
    readOnly: true,
    options: (command) =>
      command
        .option('--policy <policy>', 'a name in the policies folder or a path (default: the settings)')
        .option('--language <language>', 'nl or en (default: the settings)'),
    async run(context, flags) {
      const { policyOn } = await import('../../rules/index.ts')
      const book = await loadBook(context, flags.policy)
      const { today } = context.at
      const policy = policyOn(book, today)
      if (!policy) throw notInForce(book, today)
      if (context.json) context.output.json({ policy, versions: periodsOf(book) })
      else {
        const { policyLines } = await import('./policy-page.ts')
        const lines = policyLines(policy, periodsOf(book), await languageOf(context, flags))
        for (const line of lines) context.output.say(line)
      }
      return EXIT.done
    },
  })
}

/** The days in force of a version; both are included. */
export interface VersionPeriod {
  readonly from: IsoDate
  readonly until: IsoDate | undefined
}

function periodsOf({ versions }: PolicyBook): readonly VersionPeriod[] {
  return versions.map(({ ref, until }) => ({ from: ref.from, until }))
}

function notInForce(book: PolicyBook, date: IsoDate): UserError {
  const periods = periodsOf(book).map(({ from, until }) =>
    until ? `${from} to ${until}` : `from ${from} on`,
  )
  return new UserError(
    `The policy "${book.name}" has no version in force on ${date}; it has: ${periods.join(', ')}. Choose a day with --at.`,
    EXIT.failed,
  )
}
