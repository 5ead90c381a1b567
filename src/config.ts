import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { UserError } from './errors.ts'

const url = (beginnings: string) => (text: string) => new RegExp(`^(${beginnings})`).test(text)

const schema = z.strictObject({
  organisation: z.string().min(1).default('Kinderopvang De Lange Keizer'),
  policy: z.string().min(1).default('delangekeizer'),
  policies: z.string().min(1).optional(),
  language: z.enum(['nl', 'en']).default('nl'),
  database: z
    .string()
    .refine(url('postgres(ql)?://.|pglite:.'), 'must begin with postgres:// or pglite:FOLDER')
    .default('pglite:./data'),
  schema: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,40}$/, 'must be lower-case letters, digits and _, at most 41')
    .default('ouderportaal'),
  portalUrl: z.string().refine(url('https?://.'), 'must begin with https://').optional(),
  activationKey: z
    .string()
    .regex(/^[0-9a-f]{64,}$/i, 'must be at least 64 hexadecimal digits')
    .optional(),
  mail: z
    .strictObject({
      transport: z
        .string()
        .refine(url('smtps?://.|folder:.'), 'must begin with smtp://, smtps:// or folder:')
        .default('folder:./mail'),
      from: z.string().min(3).default('ouderportaal@localhost.localdomain'),
      replyTo: z.string().min(3).optional(),
    })
    .prefault({}),
  media: z.string().min(1).default('./media'),
  exports: z.string().min(1).default('./exports'),
})

export type Config = z.output<typeof schema> & {
  /** Relative paths in the file start here: the folder that the file is in. */
  readonly folder: string
}

export interface ConfigSource {
  /** `--config`; without it the environment's OUDERPORTAAL_CONFIG, else `ouderportaal.yaml` in the current folder if there is one. */
  readonly file?: string | undefined
  /** `--database`; without it the environment's DATABASE_URL, else the file. */
  readonly database?: string | undefined
  readonly env: NodeJS.ProcessEnv
}

/** The settings, or a UserError that names every mistake with its line. */
export function readConfig(source: ConfigSource): Config {
  const path = source.file || source.env.OUDERPORTAAL_CONFIG
  const file = path || (existsSync('ouderportaal.yaml') ? 'ouderportaal.yaml' : undefined)
  const { value, lineOf } = file ? parseFile(file) : { value: {}, lineOf: () => undefined }
  const parsed = schema.safeParse({ ...value, ...overrides(source) })
  if (!parsed.success) throw mistakes(file ?? 'the flags and the environment', parsed.error, lineOf)
  return located(parsed.data, file ? dirname(resolve(file)) : process.cwd())
}

function overrides({ database, env }: ConfigSource) {
  return {
    ...(env.DATABASE_URL && { database: env.DATABASE_URL }),
    ...(env.OUDERPORTAAL_ACTIVATION_KEY && { activationKey: env.OUDERPORTAAL_ACTIVATION_KEY }),
    ...(database && { database }),
  }
}

function parseFile(file: string) {
  const lines = new LineCounter()
  const document = parseDocument(readText(file), { lineCounter: lines })
  const broken = document.errors[0]
  if (broken) {
    throw new UserError(
      `${file}, line ${lines.linePos(broken.pos[0]).line}: this is not YAML (${broken.code}): mend that line.`,
    )
  }
  const lineOf = (path: readonly PropertyKey[]) => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined
    return node?.range && lines.linePos(node.range[0]).line
  }
  return { value: (document.toJS() ?? {}) as Record<string, unknown>, lineOf }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UserError(`The settings file ${file} can't be read (${code}): check the path after --config.`)
  }
}

function mistakes(
  where: string,
  error: z.ZodError,
  lineOf: (path: readonly PropertyKey[]) => number | undefined,
): UserError {
  const lines = error.issues.map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined
    const line = lineOf(unknown ? [...issue.path, unknown] : issue.path)
    const setting = [...issue.path, ...(unknown ? [unknown] : [])].join('.')
    const place = line ? `${where}, line ${line}` : where
    return unknown
      ? `${place}: there is no setting "${setting}".`
      : `${place}: "${setting}" ${issue.message}.`
  })
  return new UserError(`${lines.join('\n')}\nMend the settings and try again.`)
}

/** Paths in the file are relative to the file, so that a command means the same from any folder. */
function located(config: z.output<typeof schema>, folder: string): Config {
  const from = (path: string) => resolve(folder, path)
  const located = (address: string, scheme: string) =>
    address.startsWith(scheme) ? `${scheme}${from(address.slice(scheme.length))}` : address
  return {
    ...config,
    database: located(config.database, 'pglite:'),
    mail: { ...config.mail, transport: located(config.mail.transport, 'folder:') },
    ...(config.policies && { policies: from(config.policies) }),
    media: from(config.media),
    exports: from(config.exports),
    folder,
  }
}
