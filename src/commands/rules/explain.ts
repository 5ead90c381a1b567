import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import { languageOf } from '../ask.ts'
import { withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { bookLoader } from './books.ts'

interface ExplainFlags {
  readonly asOf?: string
  readonly language?: string
}

export function addExplain(rules: Command, cli: Cli): void {
  addLeaf<ExplainFlags>(rules, cli, {
    usage: 'explain <request>',
    summary: 'tell why a stored request was decided as it was, rule by rule',
    description: [
      'REQUEST is its id or the beginning of it. What is shown was stored when it was decided.',
      'With --as-of it is decided once more, by the version of the policy in force on that day: with the requests',
      'asked before it, in the state that they had, and with what was left then of credits earned before. Contracts,',
      'groups, closures and planned staff are those of today, since nobody keeps what they were.',
    ].join('\n'),
    examples: [
      'ouderportaal rules explain 3f2a91c0',
      'ouderportaal rules explain 3f2a91c0 --as-of 2027-01-01 --language en',
    ],
    readOnly: true,
    options: (command) =>
      command
        .option('--as-of <date>', 'decide it again by the version in force on this day')
        .option('--language <language>', 'nl or en (default: the settings)'),
    async run(context, flags, request = '') {
      const { dateOf } = await import('../values.ts')
      const { explainRequest } = await import('../../jobs/replay/explain.ts')
      const options = {
        request,
        load: bookLoader(context),
        ...(flags.asOf !== undefined && { asOf: dateOf(flags.asOf, '--as-of') }),
      }
      const explanation = await withStore(context, (store) => explainRequest(store.read, options))
      if (context.json) {
        const { stored, other, ...about } = explanation
        context.output.json({ ...about, verdict: stored.verdict, ...(other && { asOf: other.verdict }) })
      } else {
        const { explanationLines } = await import('./explanation.ts')
        for (const line of explanationLines(explanation, await languageOf(context, flags)))
          context.output.say(line)
      }
      return EXIT.done
    },
  })
}
