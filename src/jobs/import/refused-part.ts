import type { Assumed, Refusal } from '../../csv/report.ts'
import { UserError } from '../../errors.ts'
import { type ImportReport, refusedReport } from './report.ts'

/** Takes back what was done so far. A mistake in a file is no failure of the run. */
export class RefusedPart extends UserError {
  readonly report: ImportReport

  constructor(report: ImportReport) {
    super(report.refused?.message ?? '')
    this.report = report
  }
}

export function refuse({ assumed }: { readonly assumed: Assumed }, refused: Refusal): never {
  throw new RefusedPart(refusedReport(refused, assumed))
}
