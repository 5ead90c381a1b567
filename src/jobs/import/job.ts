import { readSheet } from '../../csv/read-sheet.ts'
import type { Encoding } from '../../csv/report.ts'
import type { Job } from '../job.ts'
import type { ImportKind } from './kind.ts'
import { type ImportPlan, planImport, refusedPlan } from './plan.ts'
import { type ImportReport, reportOf, summaryOf } from './report.ts'

/** What is kept of an import with its run. */
export interface ImportOptions {
  readonly file: string
  readonly encoding?: Encoding
  readonly delimiter?: string
}

export type ImportJob = Job<ImportOptions, ImportPlan, ImportReport>

/** The import of one file of a kind: all right rows go in, in one transaction, or the file is refused whole. */
export function importJob(name: string, kind: ImportKind<unknown, object>, bytes: Uint8Array): ImportJob {
  return {
    name: `import-${name}`,
    summary: `bring in ${name} from CSV`,
    // Of all kinds: a contract is judged beside the children that another import may be changing.
    lock: () => 'import',
    plan: async (read, { encoding, delimiter }, at) => {
      const result = readSheet(bytes, kind.sheet, {
        today: at.today,
        ...(encoding && { encoding }),
        ...(delimiter && { delimiter }),
      })
      if (result.refused) return refusedPlan(result.refused, result.assumed)
      return planImport(kind, result.sheet, read)
    },
    apply: async (write, plan, at) => {
      if (plan.changes.length > 0) await kind.save(write, plan.changes, at)
    },
    report: reportOf,
    summarise: summaryOf,
  }
}
