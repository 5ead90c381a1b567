import { readSheet } from '../../csv/read-sheet.ts'
import type { Encoding, Read } from '../../csv/report.ts'
import type { Moment } from '../../rules/index.ts'
import type { Job } from '../job.ts'
import type { ImportKind } from './kind.ts'
import { type ImportPlan, planImport, refusedPlan } from './plan.ts'
import { type ImportReport, reportOf, summaryOf } from './report.ts'

/** How a file is to be read whose bytes mislead. */
export interface ImportOptions {
  readonly encoding?: Encoding
  readonly delimiter?: string
}

export type ImportJob = Job<ImportOptions, ImportPlan, ImportReport>

/** A file that was read, and what its kind got ready for it. */
export type PreparedFile = Read<unknown> & { readonly prepared?: unknown }

export async function prepareFile(
  kind: ImportKind<unknown, object>,
  bytes: Uint8Array,
  { encoding, delimiter }: ImportOptions,
  at: Moment,
): Promise<PreparedFile> {
  const result = readSheet(bytes, kind.sheet, {
    today: at.today,
    ...(encoding && { encoding }),
    ...(delimiter && { delimiter }),
  })
  return result.refused ? result : { ...result, prepared: await kind.prepare?.(result.sheet) }
}

/** The import of one file of a kind: all right rows go in, in one transaction, or the file is refused whole. */
export function importJob(name: string, kind: ImportKind<unknown, object>, file: PreparedFile): ImportJob {
  return {
    name: `import-${name}`,
    summary: `bring in ${name} from CSV`,
    // Of all kinds: a contract is judged beside the children that another import may be changing.
    lock: () => 'import',
    describe: ({ encoding, delimiter }) => ({ encoding, delimiter }),
    plan: async (read) =>
      file.refused
        ? refusedPlan(file.refused, file.assumed)
        : planImport(kind, file.sheet, file.prepared, read),
    apply: async (write, plan, at) => {
      if (plan.changes.length > 0) await kind.save(write, plan.changes, at)
    },
    report: reportOf,
    summarise: summaryOf,
  }
}
