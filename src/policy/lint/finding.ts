import type { Policy } from '../../rules/policy.ts'

/** What a lint found, by the kind of fault. */
export type LintCode =
  | 'never-allowed'
  | 'never-earned'
  | 'never-usable'
  | 'expires-unused'
  | 'never-cancelled'
  | 'never-applies'
  | 'disagrees'
  | 'idle-rule'

/** Something that a policy says though nobody can have meant it. */
export interface LintFinding {
  readonly code: LintCode
  /** Keys and places in lists that lead to the setting, as they are written in a version of the file. */
  readonly path: readonly (string | number)[]
  /** What is wrong, as a sentence without its end. */
  readonly message: string
  /** What to do now. */
  readonly advice: string
}

/** One thing that is looked for in a version of a policy. */
export type Lint = (policy: Policy) => Iterable<LintFinding>
