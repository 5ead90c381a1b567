import { locatedIn } from './config-located.ts'

/** Where settings come from. */
export interface ConfigSource {
  /** `--config`; without it the environment's OUDERPORTAAL_CONFIG, else `ouderportaal.yaml` in the current folder if there is one. */
  readonly file?: string | undefined
  /** `--database`; without it the environment's DATABASE_URL, else the file. */
  readonly database?: string | undefined
  readonly env: NodeJS.ProcessEnv
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
