import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addConfirm } from './confirm.ts'
import { addReview } from './review.ts'

export function addRetention(parent: Command, cli: Cli): void {
  const retention = parent
    .command('retention')
    .summary('see what is kept longer than the settings say, and let the night remove it')
  addReview(retention, cli)
  addConfirm(retention, cli)
}
