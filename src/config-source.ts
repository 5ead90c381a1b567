import { existsSync } from 'node:fs'
import { locatedIn } from './config-located.ts'

/** Where settings come from. */
export interface ConfigSource {
  /** `--config`; without it the environment's OUDERPORTAAL_CONFIG, else `ouderportaal.yaml` in the current folder if there is one. */
  readonly file?: string | undefined
  /** No file is read, wherever one is named or lies. */
  readonly withoutFile?: boolean
  /** `--database`; without it the environment's DATABASE_URL, else the file. */
  readonly database?: string | undefined
  readonly env: NodeJS.ProcessEnv
}

/** A file of settings, and what to look at when it is not there. */
export interface NamedFile {
  readonly path: string
  readonly advice: string
}

const HERE = 'ouderportaal.yaml'

/** The file that is meant; undefined when there is none. */
export function fileNamedBy({ file, withoutFile, env }: ConfigSource): NamedFile | undefined {
  if (withoutFile) return undefined
  if (file !== undefined) return { path: file, advice: 'check the path after --config' }
  if (env.OUDERPORTAAL_CONFIG)
    return {
      path: env.OUDERPORTAAL_CONFIG,
      advice: 'check the path in OUDERPORTAAL_CONFIG of the environment',
    }
  return existsSync(HERE)
    ? { path: HERE, advice: 'look whether it still is in the current folder' }
    : undefined
}

/** A setting that does not come from the file, with the name that people gave it by. */
export interface Override {
  readonly setting: 'database' | 'activationKey'
  readonly from: string
  readonly value: string
  /** It also takes the place of what an organisation has of its own: who types a flag means it. */
  readonly isFinal: boolean
}

/** The later of two counts. A path among them starts where the command was typed. */
export function overridesOf({ database, env }: ConfigSource): readonly Override[] {
  const given = [
    {
      setting: 'database',
      from: 'DATABASE_URL',
      value: env.DATABASE_URL || undefined,
      isFinal: false,
    },
    {
      setting: 'activationKey',
      from: 'OUDERPORTAAL_ACTIVATION_KEY',
      value: env.OUDERPORTAAL_ACTIVATION_KEY || undefined,
      isFinal: false,
    },
    { setting: 'database', from: '--database', value: database, isFinal: true },
  ] as const
  return given.flatMap(({ value, ...one }) =>
    value === undefined ? [] : [{ ...one, value: locatedIn(process.cwd(), 'pglite:', value) }],
  )
}
