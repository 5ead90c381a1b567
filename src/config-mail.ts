import { oneMailbox } from './mail/mailbox.ts'

/** A sender as it is written; without a name the organisation's is used. */
export interface Sender {
  readonly name?: string
  readonly address: string
}

/** `Name <address>`, or an address alone; undefined when it is no address of one mailbox, so that no mail could go. */
export function senderOf(text: string): Sender | undefined {
  const named = /^(.*)<([^<>]+)>\s*$/.exec(text)
  const name = named?.[1]?.trim()
  try {
    return { ...(name && { name }), address: oneMailbox((named?.[2] ?? text).trim()) }
  } catch {
    return undefined
  }
}

// What a Message-ID may hold behind its @, which is made of this host.
const HOST = /^[a-z\d-]+(\.[a-z\d-]+)*$/
const THIS_MACHINE = /^(localhost|.+\.localhost|127(\.\d+){3})$/

/** What is wrong with the portal's address, to which each link in a mail is added; undefined when nothing is. */
export function portalUrlMistake(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return 'must be an address that begins with https://'
  if (!HOST.test(url.hostname)) return 'must have a host of letters, digits, - and dots'
  if (url.protocol === 'http:' && !THIS_MACHINE.test(url.hostname))
    return 'must begin with https://, or the links in mails could be read on their way'
  if (url.username || url.password || url.search || url.hash)
    return 'must be the address alone, without a user, ? or #'
  return undefined
}

export const COLOUR_MISTAKE =
  'must be a colour such as "#0b57a4" (in quotes), dark enough to be read on white'
