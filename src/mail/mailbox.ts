import { domainToASCII } from 'node:url'

const ATOMS = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
// What domainToASCII may be given: it would drop a line break and all behind a slash.
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u
const HOST = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/

/**
 * The address of exactly one mailbox, safe in a header and on an SMTP line; its domain in lower case
 * ASCII. A display name, a list, white space, a quoted or non-ASCII local part and a domain without a
 * dot throw. The error does not repeat the address: errors are logged, addresses are not.
 */
export function oneMailbox(address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = asciiDomain(address.slice(at + 1))
  const mailbox = `${local}@${domain}`
  if (local.length > 64 || mailbox.length > 254 || !ATOMS.test(local) || !HOST.test(domain)) {
    throw new Error('this is not the address of exactly one mailbox')
  }
  return mailbox
}

function asciiDomain(domain: string): string {
  return DOMAIN.test(domain) ? domainToASCII(domain) : ''
}
