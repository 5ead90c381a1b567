import type { Command } from 'commander'
import { type AskFlags, askOptions, sharedParts, submit } from './ask.ts'
import { addLeaf, type Cli } from './leaf.ts'

export function addAbsence(parent: Command, cli: Cli): void {
  addLeaf<AskFlags & { sick?: boolean }>(parent, cli, {
    usage: 'absence <child> <date>',
    sendsMail: true,
    summary: 'report that a child will not come',
    description:
      'CHILD is the number of the planning package, DATE the day of care. Reported before the deadline\nof the house rules it earns a credit; it is accepted in any case.',
    examples: [
      'ouderportaal absence 000123 2026-03-02 --because "guardian phoned, no internet"',
      'ouderportaal absence 000123 02-03-2026 --care-type NSO --because "phoned" --dry-run',
    ],
    options: (command) => askOptions(command).option('--sick', 'the guardian says that the child is sick'),
    async run(context, flags, child = '', date = '') {
      const { dateOf } = await import('./values.ts')
      const ask = {
        kind: 'absence' as const,
        child,
        date: dateOf(date, 'DATE'),
        ...(await sharedParts(flags)),
        ...(flags.sick && { sick: true }),
      }
      return submit(context, ask, flags)
    },
  })
}
