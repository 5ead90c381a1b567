import type { Policy } from '../../rules/policy.ts'
import { deadSettings } from './dead-settings.ts'
import { disagreements } from './disagreements.ts'
import type { Lint, LintFinding } from './finding.ts'
import { idleRules } from './idle-rules.ts'
import { neverAllowed } from './never-allowed.ts'
import { neverCancelled } from './never-cancelled.ts'
import { pointlessSettings } from './pointless-settings.ts'
import { unusedCredit } from './unused-credit.ts'

export type { LintCode, LintFinding } from './finding.ts'

/** All that is looked for; what is decided from the settings alone first. */
const LINTS: readonly Lint[] = [
  deadSettings,
  pointlessSettings,
  disagreements,
  idleRules,
  neverAllowed,
  neverCancelled,
  unusedCredit,
]

/** What nobody can have meant in one version of a policy. The policy is one that the reader accepts. */
export function lintPolicy(policy: Policy): readonly LintFinding[] {
  return LINTS.flatMap((lint) => [...lint(policy)])
}
