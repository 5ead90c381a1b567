import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addBounces } from './bounces.ts'
import { addPreview } from './preview.ts'
import { addQueue } from './queue.ts'
import { addRetry } from './retry.ts'
import { addSend } from './send.ts'
import { addShow } from './show.ts'
import { addUnblock } from './unblock.ts'

export function addMail(parent: Command, cli: Cli): void {
  const mail = parent
    .command('mail')
    .summary('look at mails, see what waits or failed, try it again, read what came back')
  addPreview(mail, cli)
  addQueue(mail, cli)
  addShow(mail, cli)
  addSend(mail, cli)
  addRetry(mail, cli)
  addBounces(mail, cli)
  addUnblock(mail, cli)
}
