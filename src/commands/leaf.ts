import type { Command } from 'commander'
import type { ExitCode } from '../errors.ts'
import { type CommonFlags, type Context, openContext } from './context.ts'

/** What main lends to the commands: where the exit code goes, and the signal of an interruption. */
export interface Cli {
  exitCode: ExitCode
  readonly signal: AbortSignal
}

export interface Leaf<Flags> {
  /** Name and arguments, as commander writes them: `children <file>`. */
  readonly usage: string
  readonly summary: string
  /** What the summary leaves open; a sentence or two. */
  readonly description?: string
  /** Whole command lines that work as they stand. */
  readonly examples: readonly string[]
  /** Commands that only read have no `--dry-run`. */
  readonly readOnly?: boolean
  /** Only such a command may make the embedded database where there is none. */
  readonly makesDatabase?: boolean
  /** Is about all organisations of the settings, or about none; others are about one. */
  readonly forAll?: boolean
  /** Reads no settings, as they need not be there or right yet. */
  readonly withoutSettings?: boolean
  /** Commands that send mail can be kept from sending it to everybody. */
  readonly sendsMail?: boolean
  /** A command that goes on and on has no one document for `--json`. */
  readonly endless?: boolean
  /** What its group does when no command of it is named. */
  readonly isDefault?: boolean
  options?(command: Command): Command
  run(context: Context, flags: Flags, ...args: string[]): Promise<ExitCode>
}

const EXIT_CODES = `Exit codes:
  0 done   1 failed   2 wrong use or unreadable input   3 done in part
  75 try again later   130 interrupted`

/** Adds one command, with the flags, the help and the way of ending that all of them share. */
export function addLeaf<Flags>(parent: Command, cli: Cli, leaf: Leaf<Flags>): void {
  const command = parent.command(leaf.usage, { isDefault: leaf.isDefault ?? false }).summary(leaf.summary)
  command.description([leaf.summary, leaf.description].filter(Boolean).map(asWritten).join('\n'))
  leaf.options?.(command)
  addCommonFlags(command, leaf)
  command.addHelpText(
    'after',
    `\nExamples:\n${leaf.examples.map((line) => `  $ ${line}`).join('\n')}\n\n${EXIT_CODES}`,
  )
  command.action(async (...received: unknown[]) => {
    const flags = received.at(-2) as CommonFlags & Flags
    const args = received.slice(0, -2) as string[]
    const { makesDatabase = false, forAll = false, withoutSettings = false } = leaf
    const nature = { makesDatabase, forAll, withoutSettings }
    const context = await openContext(pathOf(command), flags, cli.signal, nature)
    cli.exitCode = await leaf.run(context, flags, ...args.flat())
  })
}

/** A line may end where a sentence does; where else is for the width of the screen to say. */
function asWritten(text = ''): string {
  return text.replace(/(?<![.:|])\n(?=\S)/g, ' ')
}

function addCommonFlags(
  command: Command,
  {
    readOnly = false,
    endless = false,
    sendsMail = false,
  }: Pick<Leaf<never>, 'readOnly' | 'endless' | 'sendsMail'>,
): void {
  if (!readOnly) command.option('-n, --dry-run', 'show what would happen and change nothing')
  if (sendsMail)
    command.option('--only-to <regex>', 'send only to addresses that fit; other mail is left waiting')
  if (!endless) command.option('--json', 'print one JSON document instead of text')
  command
    .option('--at <moment>', 'act as if it were this moment, "2026-03-02 07:29" in Amsterdam')
    .option('-q, --quiet', 'say nothing unless something is wrong')
    .option('--config <file>', 'settings (default: $OUDERPORTAAL_CONFIG, else ./ouderportaal.yaml)')
    .option('--organisation <name>', 'which one, where the settings have several')
    .option('--database <url>', 'postgres://... or pglite:FOLDER (default: $DATABASE_URL, else the settings)')
}

function pathOf(command: Command): string {
  const names: string[] = []
  for (let at: Command | null = command; at; at = at.parent) names.unshift(at.name())
  return names.join(' ')
}
