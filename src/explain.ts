import { inspect } from 'node:util'
import { EXIT, type ExitCode, UserError } from './errors.ts'
import { databaseFault } from './store/fault.ts'

/** What people are told of an error, and how the command ends by it. */
export interface Explanation {
  readonly text: string
  readonly exitCode: ExitCode
}

/** A user's mistake or a fault of the surroundings is one sentence, a bug is a stack. */
export function explain(error: unknown): Explanation {
  if (error instanceof UserError) return { text: error.message, exitCode: error.exitCode }
  const fault = databaseFault(error)
  if (fault) return fault
  const text = `${stackOf(error)}\nThis is a bug in ouderportaal. Please report it, with the lines above.`
  return { text, exitCode: EXIT.failed }
}

/** Not every library throws an Error; of what it throws instead its message, or the thing as it is. */
function stackOf(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message
  const { message } = (error ?? {}) as { readonly message?: unknown }
  return typeof message === 'string' ? message : inspect(error)
}
