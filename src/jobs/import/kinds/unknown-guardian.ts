import { hideBsn } from '../../../csv/bsn.ts'
import type { Remark } from '../finding.ts'

/** The address may well be of a guardian of another child: what is wrong is that it is of none of this one. */
export function unknownGuardianOf({
  child,
  guardianEmail,
}: {
  readonly child: string
  readonly guardianEmail: string | null
}): Remark {
  const wrong = `is not the address of a guardian of child ${hideBsn(child, 'kindnummer')}`
  return { code: 'unknown-guardian', column: 'ouder_email', value: guardianEmail ?? '', wrong }
}
