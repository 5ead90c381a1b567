import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addCheck } from './check.ts'
import { addExplain } from './explain.ts'
import { addShow } from './show.ts'
import { addSimulate } from './simulate.ts'
import { addTest } from './test-scenarios.ts'

export function addRules(parent: Command, cli: Cli): void {
  const rules = parent
    .command('rules')
    .summary('show, check and try the house rules; explain a decision; replay requests by others')
    .description('The house rules as the program reads them. None of these commands changes anything.')
  addShow(rules, cli)
  addExplain(rules, cli)
  addCheck(rules, cli)
  addTest(rules, cli)
  addSimulate(rules, cli)
}
