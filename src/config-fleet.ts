import type { Config } from './config.ts'
import type { ConfigFile } from './config-file.ts'
import { foldersOf } from './config-folders.ts'
import { located } from './config-located.ts'
import { type FindGiven, type GivenAt, mistakesOf } from './config-mistakes.ts'
import { configSchema, SCHEMA_MISTAKE, SCHEMA_NAME } from './config-schema.ts'
import type { Override } from './config-source.ts'

type Raw = Readonly<Record<string, unknown>>

/** What the file says, with what came from outside of it. */
export interface Given {
  readonly file: ConfigFile
  readonly folder: string
  readonly overrides: readonly Override[]
}

export interface Read<Value> {
  readonly value?: Value
  readonly mistakes: readonly string[]
}

/** The settings at the top of the file, which all organisations share. */
export function readShared(shared: Raw, given: Given): Read<Config> {
  const findGiven = findIn(given, [], shared)
  return parse({ ...filled(shared), ...overriding(given.overrides) }, { given, findGiven })
}

/** What organisations have each for themselves is no setting to share. */
const OWN_ONLY = ['organisation', 'schema']

/** The organisations, each with the shared settings and, in their place, its own. */
export function readOrganisations(
  organisations: unknown,
  shared: Raw,
  given: Given,
): Read<readonly Config[]> {
  const findGiven = findIn(given, [], shared)
  if (!isRaw(organisations) || Object.keys(organisations).length === 0) {
    const mistake = 'must have a name for each organisation, and under it its settings'
    return { mistakes: [`${findGiven(['organisations']).named} ${mistake}.`] }
  }
  const shareless = OWN_ONLY.filter((name) => name in shared).map(
    (name) => `${findGiven([name]).named} can't be shared: put one under each of "organisations".`,
  )
  const reads = Object.entries(organisations).map(([name, own]) => readOne(name, own, shared, given))
  return {
    value: reads.flatMap(({ value }) => value ?? []),
    mistakes: [...shareless, ...reads.flatMap(({ mistakes }) => mistakes)],
  }
}

function readOne(name: string, written: unknown, shared: Raw, given: Given): Read<Config> {
  const path = ['organisations', name]
  const { named } = findIn(given, [], {})(path)
  if (!SCHEMA_NAME.test(name)) return { mistakes: [`${named} ${SCHEMA_MISTAKE}.`] }
  if (!isRaw(written)) return { mistakes: [`${named} must have settings of its own.`] }
  const { overrides } = given
  const base = { ...filled(shared), ...overriding(overrides) }
  const own = { ...filled(written), ...overriding(overrides.filter(({ isFinal }) => isFinal)) }
  const merged = { ...base, ...foldersOf(name, base), schema: name, ...own, ...together(base, own) }
  const read = parse(merged, { given, findGiven: findIn(given, path, own), name })
  if ('organisation' in own) return read
  return { mistakes: [...read.mistakes, `${named} lacks "organisation", the name that stands in its mails.`] }
}

/** Groups of settings that are shared setting by setting. */
const GROUPS = ['mail', 'pings', 'jobs']

function together(base: Raw, own: Raw): Raw {
  const merged = GROUPS.flatMap((group) => {
    const [shared, mine] = [base[group], own[group]]
    return isRaw(shared) && isRaw(mine) ? [[group, { ...shared, ...mine }] as const] : []
  })
  return Object.fromEntries(merged)
}

/** A group of which every line is commented out is as good as absent. */
function filled(raw: Raw): Raw {
  return Object.fromEntries(
    Object.entries(raw).filter(([name, value]) => value !== null || !GROUPS.includes(name)),
  )
}

interface Parsing {
  readonly given: Given
  readonly findGiven: FindGiven
  readonly name?: string
}

function parse(raw: Raw, { given: { folder }, findGiven, name }: Parsing): Read<Config> {
  const parsed = configSchema.safeParse(raw)
  if (!parsed.success) return { mistakes: mistakesOf(parsed.error, findGiven) }
  const config = located(parsed.data, folder)
  const placeOf = (path: readonly PropertyKey[]) => findGiven(path).place
  return { value: { ...config, name: name ?? config.schema, folder, placeOf }, mistakes: [] }
}

function overriding(overrides: readonly Override[]): Raw {
  return Object.fromEntries(overrides.map(({ setting, value }) => [setting, value]))
}

/** A setting is where the organisation has it, else came from outside, else stands at the top of the file. */
function findIn({ file, overrides }: Given, at: readonly string[], own: Raw): FindGiven {
  return (path) => {
    const override = overrides.findLast(({ setting }) => setting === path[0])
    const isOwn = at.length > 0 && holds(own, path)
    if (override && (override.isFinal || !isOwn))
      return { named: override.from, place: override.from, name: '' }
    return placed(file, isOwn ? [...at, ...path] : path)
  }
}

function placed(file: ConfigFile, path: readonly PropertyKey[]): GivenAt {
  const [place, name] = [file.placeOf(path), path.join('.')]
  return { named: `${place}: "${name}"`, place, name }
}

function holds(raw: unknown, [first, ...rest]: readonly PropertyKey[]): boolean {
  if (first === undefined) return true
  return isRaw(raw) && Object.hasOwn(raw, first) && holds(raw[String(first)], rest)
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
