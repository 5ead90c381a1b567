import { EXIT, type ExitCode } from '../errors.ts'

/** What a fault of the database is called to people, and how a command ends by it. */
export interface DatabaseFault {
  readonly text: string
  readonly exitCode: ExitCode
}

const DATABASE_AWAY =
  'The connection to the database was lost: what this command did may have been done. Run it again when the database is back; what was done is not done twice.'
const DATABASE_BUSY =
  'The database is busy: another command or the portal held too long what this one needs, and it changed nothing. Try again later.'
const NO_RIGHT =
  'The database user has not the right to do this: give it the rights, or name another user in the database address.'

/** PostgreSQL's codes, and the socket's own; and of the driver, which has no codes, its words. */
const FAULTS = [
  {
    code: /^(08|57P|25P03|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/,
    message: /^Connection terminated|not queryable|timeout exceeded when trying to connect/,
    text: DATABASE_AWAY,
    exitCode: EXIT.tryAgain,
  },
  { code: /^(55P03|40P01|40001|57014|53)/, text: DATABASE_BUSY, exitCode: EXIT.tryAgain },
  { code: /^42501/, text: NO_RIGHT, exitCode: EXIT.usage },
] as const

/** A fault that lies with the database and not with what was asked of it; undefined for any other. */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  const fault = FAULTS.find((one) => isOf(one, error))
  return fault && { text: fault.text, exitCode: fault.exitCode }
}

function isOf(fault: { readonly code: RegExp; readonly message?: RegExp }, error: unknown): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  return fault.code.test(String(code)) || fault.message?.test(String(message)) === true
}
