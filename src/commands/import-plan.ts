import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import type { ImportName, ImportReport } from '../jobs/import/index.ts'
import type { ImportFlags } from './import-file.ts'

/** What an import would do, looked at before it is done. */
interface Plan {
  readonly kind: ImportName
  readonly file: string
  /** The SHA-256 of the file. */
  readonly content: string
  /** Of all changes, with what is stored before them. */
  readonly digest: string
  readonly flags: ImportFlags
  readonly report: ImportReport
}

const schema = z.object({
  version: z.literal(1),
  kind: z.string(),
  file: z.string(),
  content: z.string(),
  digest: z.string(),
  flags: z.looseObject({}),
})

/** Readable by its owner only: it holds what changes of people. */
export function writePlan(path: string, { flags, file, ...plan }: Plan): void {
  const { plan: _, rejects, ...kept } = flags
  const document = { version: 1, ...plan, file: file === '-' ? file : resolve(file), flags: kept }
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`, { mode: 0o600 })
}

/** Throws a UserError when it is no plan. */
export function readPlan(path: string): Omit<Plan, 'report'> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8'))) as Omit<Plan, 'report'>
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = typeof code === 'string' ? `can't be read (${code})` : 'is no plan of an import'
    throw new UserError(`${path} ${why}: make one with "ouderportaal import children FILE --plan ${path}".`)
  }
}
