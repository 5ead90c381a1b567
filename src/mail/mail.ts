import type { Moment } from '../rules/time.ts'
import type { Rendered } from './render.ts'

export interface Sender {
  readonly name: string
  readonly address: string
}

/** What mail is signed with (RFC 6376). */
export interface DkimSettings {
  readonly domain: string
  readonly selector: string
  /** The file of the private key, PEM. */
  readonly key: string
}

/** A rendered mail with everything that goes on the envelope. */
export interface Mail extends Rendered {
  /** Without angle brackets. Made from the mail's own key, so that a retry carries the same one. */
  readonly messageId: string
  readonly date: Moment['now']
  readonly from: Sender
  readonly replyTo: string
  /** Where reports of a mail that comes back go; left out: to the sender. */
  readonly bounces?: string | undefined
  /** Where one click ends mails of this kind. */
  readonly unsubscribe?: string | undefined
  /** One bare address, see `oneMailbox`. */
  readonly to: string
}

/** A mail as it goes over the wire, the same bytes for the same mail. */
export interface ComposedMail {
  readonly messageId: string
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  readonly bytes: Buffer
}

/**
 * What became of a mail. `failed`: refused for good; with `mailbox` because there is no such mailbox, the status as
 * RFC 3463 numbers it; with `sender` perhaps because of us and not of the recipient: the server named our address, or spoke
 * of senders or relaying. `retry`: certainly not delivered, another try may succeed; with `connection` the trouble is the
 * transport's and the next mail would meet it too.
 * `unknown`: lost between the message and the answer to it, so it may have arrived.
 * A reason holds no address and no link; `code` is the server's reply code.
 */
export type Delivery =
  | { readonly state: 'sent' }
  | {
      readonly state: 'failed'
      readonly reason: string
      readonly code?: number
      readonly mailbox?: string
      readonly sender?: 'named' | 'hinted'
    }
  | Retry
  | { readonly state: 'unknown'; readonly reason: string }

interface Retry {
  readonly state: 'retry'
  readonly reason: string
  readonly code?: number
  readonly connection?: true
  /** What to do about it, where that is known. */
  readonly advice?: string
}

export interface Transport {
  /** Where mails are written that nobody gets; left out: it really sends. */
  readonly folder?: string
  /** Mails sent at the same time wait for their turn. */
  send(mail: ComposedMail): Promise<Delivery>
  /** Why no mail could be sent now; undefined: it could. */
  verify(): Promise<Delivery | undefined>
  /** Ends the connection; an open one keeps the process alive. */
  close(): Promise<void>
}
