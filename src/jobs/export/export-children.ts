import { UserError } from '../../errors.ts'
import type { RunFinding } from '../job.ts'
import { type ExportPreview, lostFiles, type PreviewedFile } from './report.ts'

/** `exported + failed = children`; `made + unchanged` are ZIPs; `photos + leftOut` is what is linked to the children. */
export interface ExportCounts {
  readonly children: number
  readonly exported: number
  readonly failed: number
  readonly made: number
  readonly unchanged: number
  readonly removed: number
  readonly photos: number
  readonly leftOut: number
  /** Of what was left out the files that the store should have had. */
  readonly lost: number
}

export interface ManyExports<Report> {
  readonly counts: ExportCounts
  readonly exports: readonly Report[]
  /** Children of whom no export could be made, and why. */
  readonly failed: readonly (RunFinding & { readonly child: string })[]
}

interface Loop {
  readonly signal: AbortSignal
  readonly progress: (done: number, total: number) => void
}

/**
 * The exports of several children, or a preview of them, one after the other. One that can't be made stops no other;
 * of a single child it is the error of the command.
 */
export async function exportChildren<Report extends ExportPreview<PreviewedFile>>(
  children: readonly string[],
  work: (child: string) => Promise<Report>,
  { signal, progress }: Loop,
): Promise<ManyExports<Report>> {
  const exports: Report[] = []
  const failed: (RunFinding & { readonly child: string })[] = []
  for (const [index, child] of children.entries()) {
    signal.throwIfAborted()
    progress(index, children.length)
    try {
      exports.push(await work(child))
    } catch (error) {
      if (!(error instanceof UserError) || children.length === 1) throw error
      failed.push({ child, code: 'export-failed', message: error.message })
    }
  }
  return { counts: countsOf(children.length, exports), exports, failed }
}

export function countsOf(children: number, exports: readonly ExportPreview<PreviewedFile>[]): ExportCounts {
  const files = exports.flatMap((one) => one.files)
  const sum = (of: (file: PreviewedFile) => number) => files.reduce((total, file) => total + of(file), 0)
  const unchanged = sum((file) => Number(file.unchanged))
  return {
    children,
    exported: exports.length,
    failed: children - exports.length,
    made: files.length - unchanged,
    unchanged,
    removed: exports.reduce((total, { removed }) => total + removed, 0),
    photos: sum(({ photos }) => photos),
    leftOut: sum(({ leftOut }) => Object.values(leftOut).reduce((total, count) => total + count, 0)),
    lost: sum(lostFiles),
  }
}
