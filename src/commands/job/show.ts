import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import { printable } from '../../terminal/printable.ts'
import { type Context, withStore } from '../context.ts'
import { countsInWords, wordsOf } from '../counts.ts'
import { findingInWords } from '../findings.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { shortly } from '../mail/words.ts'

export function addShow(job: Command, cli: Cli): void {
  addLeaf(job, cli, {
    usage: 'show <run>',
    summary: 'show one run: with which options, what it counted and what it found',
    description: 'A run is named by its id, or the beginning of it.',
    examples: ['ouderportaal job show 3f2a91c0', 'ouderportaal job show 3f2a91c0 --json'],
    readOnly: true,
    async run(context, _flags, prefix = '') {
      const { viewRun } = await import('../../jobs/history.ts')
      const run = await withStore(context, (store) => viewRun(store.read, prefix))
      if (context.json) context.output.json(run)
      else sayRun(context, run)
      return EXIT.done
    },
  })
}

type Run = Awaited<ReturnType<typeof import('../../jobs/history.ts').viewRun>>

/** More than fit on a screen are for `--json`. */
const MOST_FINDINGS = 50

function sayRun({ output }: Context, run: Run): void {
  const { id, job, at, actor, outcome, slot, policy, counts, findings } = run
  output.say(`Run ${id} of ${job}, ${shortly(at)}, by ${actor}: ${outcome}`)
  output.say(`Took ${secondsInWords(run.duration_ms)}${slot ? `, the slot "${slot}"` : ''}.`)
  if (policy !== null) output.say(`Decided by the policy ${policy}.`)
  const options = optionsInWords(run.options)
  if (options) output.say(printable(`With ${options}.`))
  output.say(countsInWords(counts) || 'There was nothing to do.')
  for (const finding of findings.slice(0, MOST_FINDINGS))
    output.say(printable(`  ${findingInWords(finding)}`))
  const more = findings.length - MOST_FINDINGS
  if (more > 0) output.say(`  and ${more} more (--json shows all)`)
}

function secondsInWords(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function optionsInWords(options: Readonly<Record<string, unknown>>): string {
  return Object.entries(options)
    .map(([name, value]) => `${wordsOf(name)} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ')
}
