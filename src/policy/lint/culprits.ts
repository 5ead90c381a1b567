import type { RuleId } from '../../rules/verdict.ts'
import type { LintCode, LintFinding } from './finding.ts'

/** The setting that each rule reads, as it is written in a version. */
const SETTINGS: Readonly<Partial<Record<RuleId, LintFinding['path']>>> = {
  'request.digital': ['staff'],
  'absence.horizon': ['absence', 'ahead'],
  'swap.future': ['swap', 'afterToday'],
  'swap.horizon': ['swap'],
  'swap.notice': ['swap'],
  'swap.window': ['swap', 'window'],
  'swap.same-size': ['swap', 'size'],
  'swap.same-care-type': ['swap', 'careTypes'],
  'swap.same-product': ['swap', 'exclusions'],
  'extra.horizon': ['extra', 'ahead'],
  'extra.notice': ['extra', 'notice'],
  'credit-day.horizon': ['creditDay', 'ahead'],
  'credit-day.notice': ['creditDay', 'notice'],
  'credit.same-care-type': ['credit', 'careTypes'],
  'credit.same-product': ['credit', 'exclusions'],
  'credit.valid-on-day': ['credit', 'valid'],
  'credit.asked-in-time': ['credit', 'asked'],
  'credit.covers-day': ['credit', 'pays'],
  'credit.offered': ['credit', 'earned'],
  'credit.reported-in-time': ['credit', 'reported'],
  'credit.cap': ['credit', 'caps'],
  'credit.whole-day': ['credit', 'least'],
  'cancel.notice': ['cancel', 'granted'],
}

/** What fails for one sort of care, and the rules that make it fail. */
export interface Failure {
  readonly label: string
  readonly culprits: readonly RuleId[]
}

/** One finding for all care that fails by the same rules. */
export function* findingsOf(
  failures: readonly Failure[],
  about: { readonly code: LintCode; readonly what: string; readonly place: LintFinding['path'] },
): Iterable<LintFinding> {
  for (const [rules, alike] of Map.groupBy(failures, ({ culprits }) => culprits.join(', '))) {
    const culprits = alike[0]?.culprits ?? []
    const labels = alike.map(({ label }) => label).filter(Boolean)
    const forWhom = labels.length > 0 ? ` (${labels.join('; ')})` : ''
    yield {
      code: about.code,
      path: placeOf(culprits, about.place),
      message: `${about.what}${forWhom}: ${whyNot(culprits)}`,
      advice: `compare the settings behind ${rules} and change one of them`,
    }
  }
}

function placeOf(culprits: readonly RuleId[], otherwise: LintFinding['path']): LintFinding['path'] {
  const last = culprits.at(-1)
  if (last === 'request.cap' || last === 'request.offered') {
    return [...otherwise, last === 'request.cap' ? 'caps' : 'offered']
  }
  return (last && SETTINGS[last]) ?? otherwise
}

function whyNot(culprits: readonly RuleId[]): string {
  const [first, second, ...more] = culprits
  if (!second) return `${first} never holds`
  if (more.length === 0) return `${first} and ${second} never hold together`
  return `${culprits.join(', ')} never hold together`
}
