import { enableCompileCache } from 'node:module'
import type { Command } from 'commander'
import { groups } from './commands/index.ts'
import type { Cli } from './commands/leaf.ts'
import { EXIT, type ExitCode, UserError } from './errors.ts'
import { explain } from './explain.ts'

/** Runs one command line and returns its exit code; everything it has to say has been said. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  enableCompileCache()
  // Whoever reads along may stop, as `head` does: the work goes on, and its exit code stands.
  process.stdout.on('error', ignoreClosedPipe)
  process.stderr.on('error', ignoreClosedPipe)
  const interruption = new AbortController()
  const cli: Cli = { exitCode: EXIT.done, signal: interruption.signal }
  const interrupt = () =>
    interruption.abort(new UserError('Interrupted: nothing more was changed.', EXIT.interrupted))
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    const program = await createProgram(argv, cli)
    await program.parseAsync([...lineOf(argv, program)], { from: 'user' })
    return cli.exitCode
  } catch (error) {
    return sayError(interruption.signal.aborted ? interruption.signal.reason : error)
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

async function createProgram(argv: readonly string[], cli: Cli): Promise<Command> {
  const { Command } = await import('commander')
  const program = new Command('ouderportaal')
    .description(
      'Everything off the request path of the parent portal: imports, invitations, credits, exports.',
    )
    .version(await readVersion(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .addHelpText('after', '\nHelp on one command: ouderportaal help COMMAND')
    .showHelpAfterError('Run with --help for what is possible.')
    .exitOverride()
  const wanted = argv[0] === 'help' ? argv[1] : argv[0]
  for (const group of groups) {
    if (group.name === wanted) (await group.load())(program, cli)
    else program.command(group.name).summary(group.summary)
  }
  return program
}

/**
 * `help` before words is `--help` behind them. A word that nobody knows stays as the last of its line,
 * so that it is refused like any other: asked for the help of it, commander shows another's.
 */
function lineOf(argv: readonly string[], program: Command): readonly string[] {
  if (argv[0] !== 'help') return argv
  const words = argv.slice(1)
  let command = program
  for (const [index, word] of words.entries()) {
    if (command.commands.length === 0) break
    const next = command.commands.find((one) => one.name() === word)
    if (!next) return words.slice(0, index + 1)
    command = next
  }
  return [...words, '--help']
}

async function readVersion(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  for (const path of ['../package.json', '../../package.json']) {
    const text = await readFile(new URL(path, import.meta.url), 'utf8').catch(() => undefined)
    if (text) return JSON.parse(text).version
  }
  return 'unknown'
}

/** Commander has said its own sentence already. */
function sayError(error: unknown): ExitCode {
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  const { text, exitCode } = explain(error)
  process.stderr.write(`${text}\n`)
  return exitCode
}

function isCommanderError(error: unknown): error is { code: string; exitCode: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')
}
