import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addPreview } from './preview.ts'

export function addMail(parent: Command, cli: Cli): void {
  const mail = parent
    .command('mail')
    .summary('look at the mails that guardians and locations get')
    .description('The mails that are sent, before and after they are.')
  addPreview(mail, cli)
}
