import type { Config, FleetConfig } from '../config.ts'
import { EXIT, type ExitCode, UserError } from '../errors.ts'
import type { Moment } from '../rules/index.ts'
import type { Store } from '../store/open.ts'
import { type Output, openOutput } from '../terminal/output.ts'

/** The flags that every command understands. */
export interface CommonFlags {
  readonly config?: string
  readonly database?: string
  readonly organisation?: string
  readonly at?: string
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly quiet?: boolean
  readonly onlyTo?: string
}

/** What a command works with: its settings, its one moment, and where it speaks. */
export interface Context {
  readonly command: string
  readonly config: Config
  /** The organisations that are meant: for most commands that of `config` alone. */
  readonly fleet: FleetConfig
  /** Reads the settings again, for a command that stays. */
  readonly readAgain: () => FleetConfig
  readonly at: Moment
  /** That moment was given: it is not the one on the machine's clock. */
  readonly isAtGiven: boolean
  readonly dryRun: boolean
  /** The command may make the embedded database where there is none. */
  readonly makesDatabase: boolean
  readonly json: boolean
  readonly output: Output
  /** Milliseconds since the command began. */
  readonly elapsed: () => number
  readonly signal: AbortSignal
}

/** What a command is by nature, whatever its flags. */
export interface Nature {
  readonly makesDatabase: boolean
  /** It is about all organisations, or about none. */
  readonly forAll: boolean
  /** It reads no settings: whatever is wrong with those does not keep it from its work. */
  readonly withoutSettings: boolean
}

export async function openContext(
  command: string,
  flags: CommonFlags,
  signal: AbortSignal,
  nature: Nature,
): Promise<Context> {
  const began = performance.now()
  const { makesDatabase, forAll } = nature
  const readAgain = await settingsReader(flags, nature)
  const fleet = readAgain()
  const [first] = fleet.organisations
  const json = flags.json ?? false
  return {
    command,
    config: forAll && fleet.organisations.length > 1 ? fleet.shared : (first ?? fleet.shared),
    fleet,
    readAgain,
    at: await momentOfFlag(flags.at),
    isAtGiven: flags.at !== undefined,
    dryRun: flags.dryRun ?? false,
    makesDatabase,
    json,
    output: openOutput({ quiet: flags.quiet ?? false, json }),
    elapsed: () => performance.now() - began,
    signal,
  }
}

/** Reads the settings of the organisation that is meant, or for a command that is about all of each. */
async function settingsReader(
  flags: CommonFlags,
  { forAll, withoutSettings }: Nature,
): Promise<() => FleetConfig> {
  const { chooseOrganisation, fleetReader } = await import('../config.ts')
  const onlyTo = flags.onlyTo === undefined ? undefined : expressionOf(flags.onlyTo)
  const { config: file, database, organisation } = flags
  const read = fleetReader(
    withoutSettings ? { withoutFile: true, env: {} } : { file, database, env: process.env },
  )
  return () => {
    const fleet = read()
    const meansAll = forAll && organisation === undefined
    const chosen = meansAll ? fleet.organisations : [chooseOrganisation(fleet, organisation)]
    return { ...fleet, organisations: onlyTo ? chosen.map((config) => ({ ...config, onlyTo })) : chosen }
  }
}

/** The clock is read here and nowhere else. */
async function momentOfFlag(text: string | undefined): Promise<Moment> {
  const { momentAtWall, momentOf } = await import('../rules/index.ts')
  if (text === undefined) return momentOf(new Date().toISOString())
  try {
    const iso = text.replace(
      /^(\d{1,2})-(\d{1,2})-(\d{4})/,
      (_, day, month, year) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    )
    return /(Z|[+-]\d\d:?\d\d)$/.test(iso) ? momentOf(iso) : momentAtWall(iso)
  } catch {
    throw new UserError(
      `--at ${text} is no moment: write a day and a time such as "2026-03-02 07:29" (Amsterdam time).`,
    )
  }
}

/** Which addresses `--only-to` means: upper and lower case are the same in them. */
function expressionOf(text: string): RegExp {
  try {
    return new RegExp(text, 'i')
  } catch {
    throw new UserError(`--only-to ${text} is no regular expression: write for instance '@test\\.example$'.`)
  }
}

/** Opens the database, brings an embedded one up to date unless it is a dry run, and closes it whatever happens. */
export async function withStore<T>(context: Context, work: (store: Store) => Promise<T>): Promise<T> {
  const { openStore } = await import('../store/open.ts')
  const { requireMigrated } = await import('../store/migrate.ts')
  const { database, schema } = context.config
  const { command, dryRun, makesDatabase: create, signal } = context
  const store = await openStore({ database, schema, command, create, dryRun, signal })
  try {
    await requireMigrated(store)
    return await work(store)
  } finally {
    await store.close()
  }
}

/** How a run ended, as an exit code. */
export function exitOf(outcome: 'done' | 'partial' | 'refused' | 'failed'): ExitCode {
  return { done: EXIT.done, partial: EXIT.partial, refused: EXIT.usage, failed: EXIT.failed }[outcome]
}
