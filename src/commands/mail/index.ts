import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addBounces } from './bounces.ts'
import { addQueue } from './queue.ts'
import { addRetry } from './retry.ts'
import { addShow } from './show.ts'
import { addUnblock } from './unblock.ts'

export function addMail(parent: Command, cli: Cli): void {
  const mail = parent
    .command('mail')
    .summary('see what mail waits or failed, try it again, read what came back')
  addQueue(mail, cli)
  addShow(mail, cli)
  addRetry(mail, cli)
  addBounces(mail, cli)
  addUnblock(mail, cli)
}
