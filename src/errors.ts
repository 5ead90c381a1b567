/** How a command ends; the same in the help of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2, partial: 3, tryAgain: 75, interrupted: 130 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/**
 * A mistake of the user or a fault of the surroundings, not of this program: shown as its one
 * sentence (what, where, what to do now), without a stack.
 */
export class UserError extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = EXIT.usage) {
    super(message)
    this.name = 'UserError'
    this.exitCode = exitCode
  }
}
