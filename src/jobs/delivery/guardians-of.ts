import type { StoredMail } from '../../store/mails.ts'

/** To whom mails are, each guardian once. */
export function guardiansOf(mails: readonly StoredMail[]): ReadonlySet<number> {
  return new Set(mails.flatMap(({ guardian_id }) => guardian_id ?? []))
}
