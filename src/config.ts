import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { z } from 'zod'
import { NO_FILE, readConfigFile } from './config-file.ts'
import { configSchema, settingsAt } from './config-schema.ts'
import { UserError } from './errors.ts'
import { nearestName } from './policy/nearest-name.ts'

type Settings = z.output<typeof configSchema>

export type Config = Settings & {
  /** Relative paths in the file start here: the folder that the file is in. */
  readonly folder: string
  /** Where a setting stands: the file, and its line if it is there. */
  readonly placeOf: (path: readonly PropertyKey[]) => string
  /** Only to addresses that fit is mail sent; this comes with a command, not from a file. */
  readonly onlyTo?: RegExp
}

export interface ConfigSource {
  /** `--config`; without it the environment's OUDERPORTAAL_CONFIG, else `ouderportaal.yaml` in the current folder if there is one. */
  readonly file?: string | undefined
  /** `--database`; without it the environment's DATABASE_URL, else the file. */
  readonly database?: string | undefined
  readonly env: NodeJS.ProcessEnv
}

/** A setting that does not come from the file, with the name that people gave it by. */
interface Override {
  readonly setting: 'database' | 'activationKey'
  readonly from: string
  readonly value: string
}

/** The settings, or a UserError that names every mistake with its place. */
export function readConfig(source: ConfigSource): Config {
  const named = source.file ?? (source.env.OUDERPORTAAL_CONFIG || undefined)
  const path = named ?? (existsSync('ouderportaal.yaml') ? 'ouderportaal.yaml' : undefined)
  const file = path === undefined ? NO_FILE : readConfigFile(path)
  const folder = path === undefined ? process.cwd() : dirname(resolve(path))
  const overrides = overridesOf(source)
  const given = Object.fromEntries(overrides.map(({ setting, value }) => [setting, value]))
  const parsed = configSchema.safeParse({ ...file.value, ...given })
  if (!parsed.success) throw mistakes(parsed.error, file.placeOf, overrides)
  return { ...located(parsed.data, folder), placeOf: file.placeOf }
}

/** The later of two counts. A path among them starts where the command was typed. */
function overridesOf({ database, env }: ConfigSource): readonly Override[] {
  const given = [
    { setting: 'database', from: 'DATABASE_URL', value: env.DATABASE_URL || undefined },
    {
      setting: 'activationKey',
      from: 'OUDERPORTAAL_ACTIVATION_KEY',
      value: env.OUDERPORTAAL_ACTIVATION_KEY || undefined,
    },
    { setting: 'database', from: '--database', value: database },
  ] as const
  return given.flatMap(({ value, ...one }) =>
    value === undefined ? [] : [{ ...one, value: locatedIn(process.cwd(), 'pglite:', value) }],
  )
}

function mistakes(
  error: z.ZodError,
  placeOf: (path: readonly PropertyKey[]) => string,
  overrides: readonly Override[],
): UserError {
  const lines = error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const path = [...issue.path, key]
        const nearest = nearestName(key, settingsAt(issue.path))
        const hint = nearest === undefined ? '.' : `: did you mean "${nearest}"?`
        return `${placeOf(path)}: there is no setting "${path.join('.')}"${hint}`
      })
    }
    const words = inWords(issue)
    const override = overrides.findLast(({ setting }) => setting === issue.path[0])
    if (override) return [`${override.from} ${words}.`]
    return [`${placeOf(issue.path)}: "${issue.path.join('.')}" ${words}.`]
  })
  return new UserError(`${lines.join('\n')}\nMend the settings and try again.`)
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'must be text'],
  ['number', 'must be a number'],
  ['int', 'must be a whole number'],
])

/** What our own checks say is written for people; what the library says of types and choices is not. */
function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return TYPES.get(issue.expected) ?? 'must have settings of its own'
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`
  return issue.message
}

/** Paths in the file are relative to the file, so that a command means the same from any folder. */
function located(config: Settings, folder: string): Omit<Config, 'placeOf'> {
  const from = (path: string) => resolve(folder, path)
  return {
    ...config,
    database: locatedIn(folder, 'pglite:', config.database),
    mail: locatedMail(config.mail, folder),
    ...(config.policies && { policies: from(config.policies) }),
    media: config.media.startsWith('s3://') ? config.media : from(config.media),
    exports: from(config.exports),
    profiles: from(config.profiles),
    ...(config.inbox && { inbox: from(config.inbox) }),
    folder,
  }
}

function locatedMail(mail: Settings['mail'], folder: string): Settings['mail'] {
  const { transport, dkim } = mail
  return {
    ...mail,
    transport: locatedIn(folder, 'folder:', transport),
    ...(dkim && { dkim: { ...dkim, key: resolve(folder, dkim.key) } }),
  }
}

function locatedIn(folder: string, scheme: string, address: string): string {
  const path = address.startsWith(scheme) ? address.slice(scheme.length) : ''
  return path === '' ? address : `${scheme}${resolve(folder, path)}`
}
