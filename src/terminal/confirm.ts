import { UserError } from '../errors.ts'
import { prompt } from './prompt.ts'

export interface Question {
  /** What is asked, ending in a question mark. */
  readonly message: string
  /** The flag that answers yes beforehand. */
  readonly flag: string
  /** Whether somebody is there to answer. */
  readonly interactive: boolean
}

/** Asks for a yes on the terminal. Throws a UserError that names the flag where nobody can answer. */
export async function confirm({ message, flag, interactive }: Question): Promise<boolean> {
  if (!interactive) throw new UserError(`${message} Nobody is here to answer: add ${flag} to say yes.`)
  return prompt<boolean>({ type: 'confirm', message, default: false })
}
