import type { Look } from '../../mail/look.ts'
import type { Rendered } from '../../mail/render.ts'
import type { Moment } from '../../rules/index.ts'
import type { Addressee, MailLocation } from '../../store/letters.ts'
import { mapAddressees, mapLocations } from '../../store/letters.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'
import { BOUNCED_REASON, NO_ADDRESS_REASON } from './address-fault.ts'

/** What the mails say of the organisation. */
export interface LetterSettings {
  readonly look: Look
  readonly portalUrl: string
  /** The key of links in mails, hexadecimal. */
  readonly activationKey: string
  /** The address of whoever looks after the program; left out: nobody is mailed about that. */
  readonly administrator?: string | undefined
}

/** A mail as it stands at the moment of sending. */
export interface ReadyMail {
  readonly to: string
  readonly letter: Rendered
  /** Left out: the address of the settings. */
  readonly replyTo?: string | undefined
  /** Where one click ends mails of this kind (RFC 8058). */
  readonly unsubscribe?: string | undefined
}

/** The mail, or why it is sent no more or can't be. */
export type Prepared = ReadyMail | { readonly skip: string } | { readonly fail: string }

/** Looks up, at the moment of sending, whom stored mails of one template are for and what they say: an entry for each. */
export type Prepare = (
  read: ReadDb,
  mails: readonly StoredMail[],
  settings: LetterSettings,
  at: Moment,
) => Promise<ReadonlyMap<string, Prepared>>

/** A kind of mail. */
export interface MailKind {
  readonly prepare: Prepare
  /**
   * What happens to a mail of which nobody knows whether it arrived: it is sent again, because missing it is worse
   * than a second copy; or it is left for a person to decide.
   */
  readonly onUnknown: 'resend' | 'leave'
}

export interface LetterTo<Facts> {
  readonly mail: StoredMail
  readonly facts: Facts | undefined
  readonly guardian: Addressee
  readonly location: MailLocation | undefined
  readonly settings: LetterSettings
  readonly at: Moment
}

/** What a letter to a guardian says, or why it is not sent. */
export type Written = Omit<ReadyMail, 'to' | 'replyTo'> | { readonly skip: string }

/**
 * Mails to guardians: `find` reads, for all of them at once, what the letters are about, by the id of the mail; `write`
 * makes one letter. A reply goes to the location.
 */
export function toGuardians<Facts>(
  find: (read: ReadDb, mails: readonly StoredMail[], at: Moment) => Promise<ReadonlyMap<string, Facts>>,
  write: (letter: LetterTo<Facts>) => Written,
): Prepare {
  return async (read, mails, settings, at) => {
    const facts = await find(read, mails, at)
    const guardians = await mapAddressees(read, mails)
    const locations = await mapLocations(read, mails)
    return new Map(
      mails.map((mail) => {
        const guardian = guardians.get(mail.guardian_id ?? 0)
        const location = locations.get(mail.location_id ?? 0)
        const letter = { mail, facts: facts.get(mail.id), location, settings, at }
        return [mail.id, addressed(guardian, letter, write)]
      }),
    )
  }
}

function addressed<Facts>(
  guardian: Addressee | undefined,
  letter: Omit<LetterTo<Facts>, 'guardian'>,
  write: (letter: LetterTo<Facts>) => Written,
): Prepared {
  if (!guardian?.email) return NO_ADDRESS
  if (guardian.bounced) return BOUNCED
  const written = orUnwritable(() => write({ ...letter, guardian }))
  if ('fail' in written) return written
  return 'skip' in written
    ? written
    : { ...written, to: guardian.email, replyTo: letter.location?.email ?? undefined }
}

/** A letter that can't be written is a fault of that mail alone; what the error says may hold what the letter holds. */
export function orUnwritable<T>(write: () => T): T | { readonly fail: string } {
  try {
    return write()
  } catch (error) {
    return { fail: `the letter can't be written (${(error as Error).name})` }
  }
}

export const NO_ADDRESS: Prepared = { fail: NO_ADDRESS_REASON }
export const BOUNCED: Prepared = { fail: BOUNCED_REASON }
/** Of mail that can be done without. */
export const UNWANTED = { skip: 'the guardian does without this mail' }
