/**
 * Policy or authentication (7), the other system (3), the protocol (5) and the content (6) are not the mailbox, nor is the
 * way to it (4), but for 4.4: no server is named for that domain. Of the others congestion, a loop and time that ran out
 * say that a server gave up, which it may report as 5 too. 2.2 is a mailbox that is full, which RFC 3463 calls passing, and
 * 2.3 a mail too long; 1.7 and 1.8 are about the sender.
 */
const NOT_THE_MAILBOX = /^5\.(?:[3567]\.|4\.(?!4$)|2\.[23]$|1\.[78]$)/

/** Whether mail to this address will not arrive next time either (RFC 3463), whatever it says and whoever sends it. */
export function blamesMailbox(status = ''): boolean {
  return status.startsWith('5.') && !NOT_THE_MAILBOX.test(status)
}
