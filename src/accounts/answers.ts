import type { Moment } from '../rules/index.ts'
import type { Weakness } from './password.ts'
import type { TopicOf } from './topic.ts'

/**
 * Why a link sets no password: it did so before, or the account is active by now (`used`); a newer one was sent
 * (`replaced`); its time is over (`expired`); nobody was sent it (`unknown`).
 */
export type DeadLink = 'used' | 'replaced' | 'expired' | 'unknown'

/** What a link is at a moment. The user name is the guardian's e-mail address, and the language that of the mails. */
export type Link =
  | { readonly state: 'valid'; readonly userName: string; readonly language: 'nl' | 'en' }
  | { readonly state: Exclude<DeadLink, 'unknown'>; readonly language: 'nl' | 'en' }
  | { readonly state: 'unknown' }

/** What became of setting a password. Only `set` has changed anything; after `weak-password` the link still works. */
export type SetPassword =
  | { readonly outcome: 'set'; readonly guardian: number; readonly userName: string }
  | { readonly outcome: 'dead-link'; readonly link: DeadLink }
  | { readonly outcome: 'weak-password'; readonly weakness: Weakness }

/** The accounts of guardians, as far as the portal needs them to redeem an invitation (LK-11). */
export interface Accounts {
  /**
   * Looks at the link with this token and changes nothing, however often. `at` is now, as `momentOf` of
   * `ouderportaal/rules` makes it.
   */
  look(token: string, at: Moment): Promise<Link>
  /**
   * Sets the password of the guardian who was sent this token, uses the link up and makes the account active, in one
   * transaction. Of several at the same time exactly one succeeds. An error holds neither token nor password.
   */
  setPassword(token: string, password: string, at: Moment): Promise<SetPassword>
  /**
   * What mail the link of a newsletter or of weekly news is about, and whose; undefined when the link is not ours. Changes
   * nothing: it is what a GET may show.
   */
  mailOf(token: string): TopicOf | undefined
  /**
   * Ends that mail, for that guardian; false when the link is not ours. On a POST only, from a person or from a mail reader
   * (RFC 8058): mail scanners follow every link.
   */
  endMail(token: string, at: Moment): Promise<boolean>
  /** Takes `endMail` back. */
  wantMail(token: string, at: Moment): Promise<boolean>
  /** Ends the connections that were opened here; a pool that was given stays as it is. */
  close(): Promise<void>
}
