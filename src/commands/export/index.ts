import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addMake } from './make.ts'
import { addVerify } from './verify.ts'

export function addExport(parent: Command, cli: Cli): void {
  const group = parent.command('export').summary('make the ZIP with photos and diary for a child that leaves')
  addMake(group, cli)
  addVerify(group, cli)
  // Without a help of its own, `export --help` is that of its default command, with all its flags.
  group.helpOption(false)
}
