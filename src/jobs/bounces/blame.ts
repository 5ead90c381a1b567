/**
 * Policy or authentication (7), the other system (3), the protocol (5) and the content (6) are not the mailbox; 2.3 is a
 * mail too long, 1.7 and 1.8 are about the sender.
 */
const NOT_THE_MAILBOX = /^5\.(?:[3567]\.|2\.3$|1\.[78]$)/

/** Whether mail to this address will not arrive next time either (RFC 3463), whatever it says and whoever sends it. */
export function blamesMailbox(status = ''): boolean {
  return status.startsWith('5.') && !NOT_THE_MAILBOX.test(status)
}
