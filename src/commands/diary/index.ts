import type { Command } from 'commander'
import type { Cli } from '../leaf.ts'
import { addDiaryAdd } from './add.ts'
import { addDiaryList } from './list.ts'
import { addDiaryRemove } from './remove.ts'

export function addDiary(parent: Command, cli: Cli): void {
  const diary = parent
    .command('diary')
    .summary('add an entry to the diary of a child; show its entries, remove one')
  addDiaryAdd(diary, cli)
  addDiaryList(diary, cli)
  addDiaryRemove(diary, cli)
}
