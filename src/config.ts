import { dirname, resolve } from 'node:path'
import { clashesIn } from './config-clashes.ts'
import { NO_FILE, readConfigFile } from './config-file.ts'
import { type Given, readOrganisations, readShared } from './config-fleet.ts'
import { mistakesOf, refuseMistakes } from './config-mistakes.ts'
import { type DaemonConfig, daemonSchema, type Settings } from './config-schema.ts'
import { type ConfigSource, fileNamedBy, type NamedFile, overridesOf } from './config-source.ts'
import { UserError } from './errors.ts'

/** The settings of one organisation. */
export type Config = Settings & {
  /** What it is called on the command line and in logs: its name under `organisations`, else its schema. */
  readonly name: string
  /** Relative paths in the file start here: the folder that the file is in. */
  readonly folder: string
  /** Where a setting stands: the file, and its line if it is there. */
  readonly placeOf: (path: readonly PropertyKey[]) => string
  /** Only to addresses that fit is mail sent; this comes with a command, not from a file. */
  readonly onlyTo?: RegExp
}

/** All settings of a file. */
export interface FleetConfig {
  /** What stands at the top: shared by all organisations, or where none are named that of the one. */
  readonly shared: Config
  readonly organisations: readonly Config[]
  readonly daemon: DaemonConfig
}

/** The settings, or a UserError that names every mistake with its place. */
export function readFleet(source: ConfigSource): FleetConfig {
  return fleetReader(source)()
}

/** Reads the settings, again and again: always from the file that was meant at first, also when it is gone by then. */
export function fleetReader(source: ConfigSource): () => FleetConfig {
  const named = fileNamedBy(source)
  return () => readGiven(givenBy(source, named))
}

function readGiven(given: Given): FleetConfig {
  const { organisations, daemon, ...top } = given.file.value
  const parsed = daemonSchema.safeParse(daemon ?? {})
  const shared = readShared(top, given)
  const placeOf = (path: readonly PropertyKey[]) => given.file.placeOf(['daemon', ...path])
  const ofDaemon = mistakesOf(parsed.error, (path) => {
    const name = ['daemon', ...path].join('.')
    return { named: `${placeOf(path)}: "${name}"`, place: placeOf(path), name }
  })
  if (organisations === undefined) refuseMistakes([...shared.mistakes, ...ofDaemon])
  const fleet = organisations === undefined ? undefined : readOrganisations(organisations, top, given)
  const clashes = clashesIn(fleet?.value ?? [], given.file)
  refuseMistakes([...shared.mistakes, ...(fleet?.mistakes ?? []), ...clashes, ...ofDaemon])
  if (!shared.value || !parsed.data) throw new Error('settings without a value and without a mistake')
  return { shared: shared.value, organisations: fleet?.value ?? [shared.value], daemon: parsed.data }
}

function givenBy(source: ConfigSource, named: NamedFile | undefined): Given {
  return {
    file: named ? readConfigFile(named) : NO_FILE,
    folder: named ? dirname(resolve(named.path)) : process.cwd(),
    overrides: overridesOf(source),
  }
}

/** The organisation of that name, or the only one there is. Throws a UserError that names them. */
export function chooseOrganisation({ organisations }: FleetConfig, name: string | undefined): Config {
  const found = organisations.find((config) => config.name === name)
  const [only, another] = organisations
  if (found) return found
  if (name === undefined && only && !another) return only
  const names = listed(organisations.map((config) => config.name))
  if (name === undefined)
    throw new UserError(`There are several organisations: add --organisation and one of ${names}.`)
  throw new UserError(`There is no organisation "${name}" in the settings: choose one of ${names}.`)
}

/** Of a thousand names the first are enough to see which are meant. */
const MOST_NAMES = 20

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ')
}
