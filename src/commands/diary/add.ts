import { text as readAll } from 'node:stream/consumers'
import type { Command } from 'commander'
import { EXIT, UserError } from '../../errors.ts'
import type { NewEntry } from '../../jobs/diary/add-entry.ts'
import type { WallTime } from '../../rules/index.ts'
import { type Context, withStore } from '../context.ts'
import { addLeaf, type Cli } from '../leaf.ts'

interface Flags {
  readonly date: string
  readonly time?: string
  readonly author?: string
  readonly guardian?: string
  readonly text: string
  readonly photo?: readonly string[]
}

export function addDiaryAdd(diary: Command, cli: Cli): void {
  addLeaf<Flags>(diary, cli, {
    usage: 'add <child>',
    summary: 'add an entry to the diary of a child; the same one again changes nothing',
    description: 'Staff are named with --author, a guardian is told with --guardian.',
    examples: [
      'ouderportaal diary add 000123 --date 2026-03-02 --author Ilse --text "Lekker buiten gespeeld" --photo IMG_1.jpg',
      'ouderportaal diary add 000123 --date 2026-03-02 --guardian 1 --text - < brief.txt',
    ],
    options: (command) =>
      command
        .requiredOption('--date <day>', 'the day that it tells of, such as 2026-03-02')
        .option('--time <time>', 'when it was written, such as 17:20 (default: 12:00)')
        .option('--author <name>', 'who wrote it, as shown')
        .option('--guardian <number>', "the guardian who wrote it (the guardian's own number)")
        .requiredOption('--text <text>', 'what it says; "-" is standard input')
        .option('--photo <name...>', 'photos with it, by file name or SHA-256'),
    async run(context, flags, child = '') {
      const entry = await entryOf(child, flags)
      const { addEntryJob } = await import('../../jobs/diary/add-entry.ts')
      const { runJob } = await import('../../jobs/run.ts')
      const { at, dryRun, elapsed } = context
      const { report, run } = await withStore(context, (store) =>
        runJob(store, addEntryJob, entry, { at, dryRun, elapsed }),
      )
      if (context.json) context.output.json({ dryRun, ...(run && { run }), ...report })
      else say(context, report)
      return EXIT.done
    },
  })
}

type Report = ReturnType<typeof import('../../jobs/diary/add-entry.ts')['addEntryJob']['report']>

function say({ output, dryRun }: Context, { added, photos, findings }: Report): void {
  if (!added) output.say('Nothing changes: the entry is there already.')
  else
    output.say(
      `${dryRun ? 'Would add' : 'Added'} the entry, with ${photos} ${photos === 1 ? 'photo' : 'photos'}.`,
    )
  for (const { code, message } of findings) output.say(`  ${message} [${code}]`)
}

async function entryOf(child: string, flags: Flags): Promise<NewEntry> {
  const { countOf, dateOf } = await import('../values.ts')
  const { author, guardian, photo = [] } = flags
  if ((author === undefined) === (guardian === undefined)) {
    throw new UserError('An entry has one writer: name staff with --author, or a guardian with --guardian.')
  }
  return {
    child,
    date: dateOf(flags.date, '--date'),
    time: timeOfDay(flags.time ?? '12:00'),
    ...(author !== undefined && { author: textOf(author, '--author', 1000) }),
    ...(guardian !== undefined && { guardian: countOf(guardian, '--guardian') }),
    text: textOf(flags.text === '-' ? await readAll(process.stdin) : flags.text, '--text', LONGEST_ENTRY),
    photos: photo,
  }
}

/** In characters, as in a file of entries. */
const LONGEST_ENTRY = 10_000

function textOf(written: string, flag: string, longest: number): string {
  const text = written.trim()
  if (text === '') throw new UserError(`${flag} says nothing: write what the entry is to show.`)
  if ([...text].length > longest)
    throw new UserError(`${flag} is longer than ${longest} characters: shorten it.`)
  return text
}

function timeOfDay(text: string): WallTime {
  const time = text.padStart(5, '0')
  if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) return time as WallTime
  throw new UserError(`--time ${text} is no time: write it as 17:20.`)
}
