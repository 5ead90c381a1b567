import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addList } from './list.ts'
import { addMake } from './make.ts'
import { addRemove } from './remove.ts'
import { addVerify } from './verify.ts'

export function addExport(parent: Command, cli: Cli): void {
  const group = parent
    .command('export')
    .summary('make the ZIPs with photos and diary for children that leave; list, prove and remove them')
  addMake(group, cli)
  addList(group, cli)
  addVerify(group, cli)
  addRemove(group, cli)
  // Without a help of its own, `export --help` is that of its default command, with all its flags.
  group.helpOption(false)
}
