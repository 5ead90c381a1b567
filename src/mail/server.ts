import { readFileSync } from 'node:fs'
import { isIPv4 } from 'node:net'
import { resolve } from 'node:path'
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
 * nodemailer names them, for instance `?tls.servername=mail.example.nl`. `tls.ca` names a file, seen from `folder` when it
 * is not absolute. The error does not repeat the
 * URL: it may hold a password.
 */
export function readServer(url: string, folder = '.'): SmtpServer {
  const parsed = parseUrl(url)
  const port = parsed.port ?? (parsed.secure ? 465 : 587)
  const requireTLS = parsed.auth !== undefined && !isLoopback(parsed.host)
  return { requireTLS, ...parsed, ...tlsOf(parsed, folder), port, logger: false }
}

export const nameOf = (server: SmtpServer): string => `${server.host}:${server.port}`

function tlsOf({ tls }: Pick<SmtpServer, 'tls'>, folder: string): Pick<SmtpServer, 'tls'> {
  return typeof tls?.ca === 'string' ? { tls: { ...tls, ca: readCertificate(resolve(folder, tls.ca)) } } : {}
}

function readCertificate(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UserError(`the certificate of tls.ca in mail.transport can't be read (${code}): ${file}`)
  }
}

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
