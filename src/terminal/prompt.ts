import { EXIT, UserError } from '../errors.ts'

export interface Choice<T> {
  readonly name: string
  readonly value: T
}

/** One question, as inquirer knows them. */
type Prompt<T> =
  | { readonly type: 'confirm'; readonly message: string; readonly default: boolean }
  | { readonly type: 'password'; readonly message: string }
  | {
      readonly type: 'select'
      readonly message: string
      readonly default: T
      readonly choices: readonly Choice<T>[]
    }

/** Asks one question on stderr. Throws a UserError when it is interrupted. */
export async function prompt<T>(question: Prompt<T>): Promise<T> {
  const { default: inquirer } = await import('inquirer')
  const ask = inquirer.createPromptModule({ output: process.stderr })
  try {
    const { answer } = await ask([{ ...question, name: 'answer' }])
    return answer as T
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError')
      throw new UserError('Interrupted: nothing was changed.', EXIT.interrupted)
    throw error
  }
}
