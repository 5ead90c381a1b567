import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import type { EntryView } from '../../jobs/diary/list-entries.ts'
import { printable } from '../../terminal/printable.ts'
import { withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'

export function addDiaryList(diary: Command, cli: Cli): void {
  addLeaf(diary, cli, {
    usage: 'list <child>',
    summary: 'show the diary of a child, the oldest entry first',
    description: 'With --json the whole text of each.',
    examples: ['ouderportaal diary list 000123'],
    readOnly: true,
    async run(context, _flags, child = '') {
      const { listEntriesOf } = await import('../../jobs/diary/list-entries.ts')
      const entries = await withStore(context, (store) => listEntriesOf(store.read, child))
      if (context.json) context.output.json({ entries })
      else context.output.say(await entryTable(entries))
      return EXIT.done
    },
  })
}

async function entryTable(entries: readonly EntryView[]): Promise<string> {
  const { table } = await import('../../terminal/table.ts')
  if (entries.length === 0) return 'No entries.'
  const rows = entries.map((entry) => [
    entry.id,
    whenWritten(entry),
    writerOf(entry),
    entry.photos,
    beginningOf(entry.text),
  ])
  return table(['entry', 'written', 'by', 'photos', 'text'], rows)
}

export function whenWritten({ writtenAt }: EntryView): string {
  return writtenAt.slice(0, 16).replace('T', ' ')
}

export function writerOf({ author, guardian }: EntryView): string {
  return guardian === null ? printable(author) : `${printable(author)} (guardian ${guardian})`
}

const SHOWN = 50

function beginningOf(text: string): string {
  const letters = [...new Intl.Segmenter().segment(printable(text.replace(/\s+/g, ' ')))]
  const beginning = letters.slice(0, SHOWN).map(({ segment }) => segment)
  return `${beginning.join('')}${letters.length > SHOWN ? '…' : ''}`
}
