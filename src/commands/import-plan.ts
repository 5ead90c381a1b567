import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { IMPORT_NAMES, type ImportReport } from '../jobs/import/index.ts'
import type { ImportFlags, Subject } from './import-file.ts'
import { ENCODINGS } from './import-reading.ts'

/** What an import would do, looked at before it is done. */
interface Plan {
  readonly kind: Subject
  readonly file: string
  /** The SHA-256 of the file. */
  readonly content: string
  /** Of all changes, with what is stored before them. */
  readonly digest: string
  readonly flags: ImportFlags
  /** One for each kind of row. */
  readonly reports: readonly ImportReport[]
}

const text = z.string().optional()
const yes = z.boolean().optional()

/** A flag that nobody knows, or one with a value that it can't have, is no plan of ours. */
const flags = z.strictObject({
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: text,
  headerLine: text,
  folder: text,
  tags: text,
  profile: text,
  full: yes,
  allowMassChange: yes,
  allowAccountChange: yes,
})

const schema = z.object({
  version: z.literal(1),
  kind: z.enum([...IMPORT_NAMES, 'file']),
  file: z.string(),
  content: z.string(),
  digest: z.string(),
  flags,
  reports: z.unknown(),
})

/** What is said of the file and of its import; not where to write, or when it is. */
const KEPT: ReadonlySet<string> = new Set(Object.keys(flags.shape))

/** It may be applied from another folder. */
export function planText({ flags: given, file, ...plan }: Plan): string {
  const asked = Object.entries(given).filter(([name]) => KEPT.has(name))
  const kept: Partial<ImportFlags> = Object.fromEntries(asked)
  const located = (name: 'folder' | 'tags') => {
    const path = kept[name]
    return path === undefined ? {} : { [name]: resolve(path) }
  }
  const document = {
    version: 1,
    ...plan,
    file: file === '-' ? file : resolve(file),
    flags: { ...kept, ...located('folder'), ...located('tags') },
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** Throws a UserError when it is no plan. */
export function readPlan(path: string): Omit<Plan, 'reports'> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8'))) as Omit<Plan, 'reports'>
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = typeof code === 'string' ? `can't be read (${code})` : 'is no plan of an import'
    throw new UserError(`${path} ${why}: make one with "ouderportaal import children FILE --plan ${path}".`)
  }
}
