import type { RawMessage } from './raw-message.ts'

/** All messages of a mailbox at once. */
export async function messagesOf(mailbox: AsyncIterable<RawMessage>): Promise<readonly RawMessage[]> {
  const messages: RawMessage[] = []
  for await (const message of mailbox) messages.push(message)
  return messages
}
