import type { Rendered } from '../../mail/render.ts'
import type { Moment } from '../../rules/index.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'

/** What the mails say of the organisation. */
export interface LetterSettings {
  readonly organisation: string
  readonly portalUrl: string
  /** The key of activation links, hexadecimal. */
  readonly activationKey: string
}

/** A mail as it stands at the moment of sending, or why it is sent no more or can't be. */
export type Prepared =
  | { readonly to: string; readonly letter: Rendered }
  | { readonly skip: string }
  | { readonly fail: string }

/** Looks up, at the moment of sending, whom a stored mail is for and what it says. */
export type Prepare = (
  read: ReadDb,
  mail: StoredMail,
  settings: LetterSettings,
  at: Moment,
) => Promise<Prepared>

export const NO_ADDRESS: Prepared = { fail: 'there is no e-mail address' }
