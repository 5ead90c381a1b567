/** A message as it stands in a mailbox; without its bytes when it is larger than is read. */
export interface RawMessage {
  /** What tells it from the others: its number in an mbox file, its file in a Maildir. */
  readonly name: string
  readonly bytes: Buffer | undefined
}

/** A report has a few kilobytes, and what it returns of our mail not many more. */
export const LARGEST_MESSAGE = 5 * 1024 * 1024
