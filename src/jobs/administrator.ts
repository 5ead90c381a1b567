import { randomUUID } from 'node:crypto'
import type { NewMail } from '../store/mails.ts'

/** A mail to whoever looks after the program: the address is in the settings, and no row names anybody. */
export function mailToAdministrator(
  template: string,
  key: string,
  data: Readonly<Record<string, unknown>>,
): NewMail {
  return {
    id: randomUUID(),
    key: `${template}/${key}`,
    template,
    guardian_id: null,
    location_id: null,
    data,
  }
}
