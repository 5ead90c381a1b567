import { createHash } from 'node:crypto'
import { domainToUnicode } from 'node:url'

/**
 * The address of `rfc822; someone@example.org` as the table of bounces knows it, the SHA-256 of its lower case in
 * hexadecimal. Two, when its domain can also be written with letters beyond ASCII; none, when there is no address.
 */
export function addressHashesIn(field: string | undefined): readonly string[] {
  const [, , text = ''] = /^\s*(rfc822|utf-8)\s*;(.*)$/i.exec(field ?? '') ?? []
  const [address] = /[^\s<>"(),;]+@[^\s<>"(),;@]+/.exec(text.toLowerCase()) ?? []
  if (address === undefined) return []
  const at = address.lastIndexOf('@') + 1
  const domain = domainToUnicode(address.slice(at)) || address.slice(at)
  return [...new Set([address, address.slice(0, at) + domain])].map(hashOf)
}

function hashOf(address: string): string {
  return createHash('sha256').update(address).digest('hex')
}
