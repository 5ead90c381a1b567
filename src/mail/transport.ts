import { resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { openFolder } from './folder.ts'
import type { ComposedMail, Transport } from './mail.ts'
import { oneMailbox } from './mailbox.ts'
import { openSmtp } from './smtp.ts'

const DEADLINE_MS = 60_000

/**
 * The transport of `smtp://...`, `smtps://...` or `folder:PATH`, a path that is not absolute seen from
 * `folderBase`, also that of a certificate. Opens nothing yet. Throws a UserError on any other text.
 */
export function openTransport(url: string, folderBase: string, deadlineMs = DEADLINE_MS): Transport {
  const transport = openByScheme(url, folderBase, deadlineMs)
  return {
    ...transport,
    send: async (mail) => {
      assertOneRecipient(mail)
      return transport.send(mail)
    },
  }
}

function openByScheme(url: string, folderBase: string, deadlineMs: number): Transport {
  const [scheme, rest] = splitScheme(url)
  if (scheme === 'folder' && rest !== '') return openFolder(resolve(folderBase, rest))
  if (scheme === 'smtp' || scheme === 'smtps') return openSmtp(url, folderBase, deadlineMs)
  throw new UserError(
    'the mail transport must be smtp://..., smtps://... or folder:PATH: mend it in the configuration',
  )
}

function splitScheme(url: string): [scheme: string, rest: string] {
  const colon = url.indexOf(':')
  return [url.slice(0, Math.max(colon, 0)).toLowerCase(), url.slice(colon + 1)]
}

// Whoever made the mail: an activation link goes to one mailbox or to none.
function assertOneRecipient(mail: ComposedMail): void {
  const [recipient, ...more] = mail.envelope.to
  if (recipient === undefined || more.length > 0) throw new Error('a mail goes to exactly one mailbox')
  oneMailbox(recipient)
}
