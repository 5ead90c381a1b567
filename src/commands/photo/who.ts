import type { Command } from 'commander'
import { EXIT } from '../../errors.ts'
import type { PhotoAudience } from '../../jobs/photos/who-sees.ts'
import { printable } from '../../terminal/printable.ts'
import { withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'
import { reasonInWords, whenInWords } from './words.ts'

export function addPhotoWho(group: Command, cli: Cli): void {
  addLeaf(group, cli, {
    usage: 'who <photo>',
    summary: 'tell which guardians see a photo or film, and by which rule the others do not',
    description:
      'A photo goes by its own number, the beginning of its SHA-256, or its file name.\nGuardians are told by their own numbers, and nothing of a family is told but that.',
    examples: ['ouderportaal photo who IMG_20250411_1012.jpg', 'ouderportaal photo who 12 --json'],
    readOnly: true,
    async run(context, _flags, word = '') {
      const { whoSees } = await import('../../jobs/photos/who-sees.ts')
      const audience = await withStore(context, (store) => whoSees(store.read, word, context.at))
      if (context.json) context.output.json(audience)
      else for (const line of linesOf(audience)) context.output.say(line)
      return EXIT.done
    },
  })
}

function* linesOf({ photo, guardians, others }: PhotoAudience): Generator<string> {
  const { id, type, group, children, fileName } = photo
  yield `Photo ${id}, ${printable(fileName)}: ${type}, taken ${whenInWords(photo)}, ${group ?? 'group not known'}, ${children} tagged.`
  for (const { guardian, seen, own, reasons } of guardians) {
    const through = own.length > 0 ? ` (through ${own.join(', ')})` : ''
    yield `Guardian ${guardian}${through}: ${seen ? 'sees it' : 'does not see it'}.`
    for (const reason of reasons) yield `  ${reasonInWords(reason)}`
  }
  if (others > 0)
    yield `${others} ${others === 1 ? 'guardian' : 'guardians'} of other groups: not seen [LK-14 photo.same-group].`
}
