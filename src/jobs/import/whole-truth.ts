import type { Refusal } from '../../csv/report.ts'

/** A file that lacks rows, or may lack them, says nothing of what has ended. */
export const REJECTS_ARE_NOT_WHOLE: Refusal = {
  code: 'not-whole',
  message: 'With --full: a file of rejected rows is never all there is; import it without --full.',
}

/** What stands under the key of a rejected row stays, so that key must be known. */
export function unknownKeyRefusal(line: number): Refusal {
  return {
    code: 'not-whole',
    line,
    message: `Line ${line}: with --full every row must tell its key, and this one is rejected without one; mend it, or leave --full out.`,
  }
}
