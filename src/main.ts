import { enableCompileCache } from 'node:module'
import type { Command } from 'commander'
import { groups } from './commands/index.ts'
import type { Cli } from './commands/leaf.ts'
import { EXIT, type ExitCode, UserError } from './errors.ts'

const ISSUES = 'Please report it, with the lines above.'

/** Runs one command line and returns its exit code; everything it has to say has been said. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  enableCompileCache()
  const interruption = new AbortController()
  const cli: Cli = { exitCode: EXIT.done, signal: interruption.signal }
  const interrupt = () =>
    interruption.abort(new UserError('Interrupted: nothing more was changed.', EXIT.interrupted))
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    const program = await createProgram(argv, cli)
    await program.parseAsync([...argv], { from: 'user' })
    return cli.exitCode
  } catch (error) {
    return explain(interruption.signal.aborted ? interruption.signal.reason : error)
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
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

async function readVersion(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  for (const path of ['../package.json', '../../package.json']) {
    const text = await readFile(new URL(path, import.meta.url), 'utf8').catch(() => undefined)
    if (text) return JSON.parse(text).version
  }
  return 'unknown'
}

/** Commander has said its own sentence already; a user's mistake is one sentence, a bug is a stack. */
function explain(error: unknown): ExitCode {
  if (isCommanderError(error)) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`)
    return error.exitCode
  }
  if (isDatabaseAway(error)) {
    process.stderr.write(
      'The connection to the database was lost: nothing was changed by this command; try again.\n',
    )
    return EXIT.tryAgain
  }
  process.stderr.write(
    `${error instanceof Error ? error.stack : String(error)}\nThis is a bug in ouderportaal. ${ISSUES}\n`,
  )
  return EXIT.failed
}

function isCommanderError(error: unknown): error is { code: string; exitCode: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')
}

/** PostgreSQL's classes for a lost connection (08) and a server that stops (57P), and the socket's own codes. */
function isDatabaseAway(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : ''
  return /^(08|57P|ECONNRESET|ECONNREFUSED|EPIPE)/.test(code) || message.startsWith('Connection terminated')
}
