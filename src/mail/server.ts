import { isIPv4 } from 'node:net'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import type { SMTPConnectionAuth, SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import { UserError } from '../errors.ts'

export interface SmtpServer extends SMTPConnectionOptions {
  readonly host: string
  readonly port: number
  readonly auth?: SMTPConnectionAuth | undefined
}

/**
 * The server of `smtp://user:pass@host:port` or `smtps://...`; further options stand in the query as
 * nodemailer names them, for instance `?tls.servername=mail.example.nl`. The error does not repeat the
 * URL: it may hold a password.
 */
export function readServer(url: string): SmtpServer {
  const parsed = parseUrl(url)
  const port = parsed.port ?? (parsed.secure ? 465 : 587)
  const requireTLS = parsed.auth !== undefined && !isLoopback(parsed.host)
  return { requireTLS, ...parsed, port, logger: false }
}

export const nameOf = (server: SmtpServer): string => `${server.host}:${server.port}`

function parseUrl(url: string): ReturnType<typeof parseConnectionUrl> & { host: string } {
  // nodemailer falls back to a lenient parser; a mistyped port would silently become the default.
  const host = URL.canParse(url) ? parseConnectionUrl(url).host : undefined
  if (!host)
    throw new UserError(
      'the mail transport is no smtp://user:password@host:port: mend it in the configuration',
    )
  return { ...parseConnectionUrl(url), host }
}

// A password crosses a network only under TLS; within one machine there is nobody between.
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}
