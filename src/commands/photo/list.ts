import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import type { ListedPhoto } from '../../jobs/photos/list-photos.ts'
import { printable } from '../../terminal/printable.ts'
import { withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { brokenRules, whenInWords } from './words.ts'

interface Flags {
  readonly guardian?: string
  readonly child?: string
  readonly untagged?: boolean
}

export function addPhotoList(group: Command, cli: Cli): void {
  addLeaf<Flags>(group, cli, {
    usage: 'list',
    summary: 'show photos and films, the oldest first',
    description:
      'With --guardian those with a child of that guardian on them, and whether the guardian sees each.',
    examples: ['ouderportaal photo list --untagged', 'ouderportaal photo list --guardian 1 --json'],
    readOnly: true,
    options: (command) =>
      command
        .option('--guardian <number>', "with a child of this guardian on them (the guardian's own number)")
        .option('--child <number>', 'with this child on them')
        .option('--untagged', 'with nobody on them: they go to nobody'),
    async run(context, { guardian, child, untagged }) {
      const { listPhotos } = await import('../../jobs/photos/list-photos.ts')
      const { countOf } = await import('../values.ts')
      const filter = {
        child,
        untagged,
        guardian: guardian === undefined ? undefined : countOf(guardian, '--guardian'),
      }
      const photos = await withStore(context, (store) => listPhotos(store.read, filter, context.at))
      if (context.json) context.output.json({ photos })
      else context.output.say(await photoTable(photos))
      return EXIT.done
    },
  })
}

/** Names of files may hold names of children: what a guardian sees is shown without. */
async function photoTable(photos: readonly ListedPhoto[]): Promise<string> {
  const { table } = await import('../../terminal/table.ts')
  const [first] = photos
  if (!first) return 'No photos.'
  const isForGuardian = first.seen !== undefined
  const rows = photos.map((photo) => [
    photo.id,
    whenInWords(photo),
    photo.type,
    photo.group ?? '-',
    photo.children,
    isForGuardian ? seenInWords(photo) : printable(photo.fileName),
  ])
  return table(['photo', 'taken', 'type', 'group', 'children', isForGuardian ? 'seen' : 'file'], rows)
}

function seenInWords({ seen, reasons = [] }: ListedPhoto): string {
  return seen ? 'yes' : `no: ${brokenRules(reasons)}`
}
