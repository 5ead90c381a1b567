import type { Assumed, Refusal } from '../../csv/report.ts'
import { type ImportReport, refusedReport } from './report.ts'

/** Takes back what was done so far. */
export class RefusedPart extends Error {
  readonly report: ImportReport

  constructor(report: ImportReport) {
    super(report.refused?.message)
    this.report = report
  }
}

export function refuse({ assumed }: { readonly assumed: Assumed }, refused: Refusal): never {
  throw new RefusedPart(refusedReport(refused, assumed))
}
