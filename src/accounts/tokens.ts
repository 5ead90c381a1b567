import { createHash, createHmac } from 'node:crypto'

/**
 * The secret of an activation's link: 32 bytes that nobody can guess without the key, the same each
 * time, so that no table, queue or log needs to hold it (LK-11). `key` is hexadecimal.
 */
export function tokenOf(activation: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(activation).digest('base64url')
}

/** What the database holds of a token: enough to recognise it, not enough to make it. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
