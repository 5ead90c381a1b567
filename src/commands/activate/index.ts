import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addSend } from './send.ts'
import { addStatus } from './status.ts'
import { addTry } from './try.ts'

export function addActivate(parent: Command, cli: Cli): void {
  const activate = parent
    .command('activate')
    .summary('mail guardians who are due a link to set their password; tell how everybody stands; try it')
  addSend(activate, cli)
  addStatus(activate, cli)
  addTry(activate, cli)
  // Without a help of its own, `activate --help` is that of its default command, with all its flags.
  activate.helpOption(false)
}
