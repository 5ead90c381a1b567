import type { Ask, Asking } from '../../rules/ask.ts'
import type { Policy } from '../../rules/policy.ts'
import { record } from '../../rules/record.ts'
import { addDays, daysBetween, type IsoDate, weekdayOf } from '../../rules/time.ts'
import type { RuleId } from '../../rules/verdict.ts'
import type { World } from '../../rules/world.ts'
import { askingAt, brokenRules, culpritsOf, momentsBefore } from './attempts.ts'
import { type Failure, findingsOf } from './culprits.ts'
import type { LintCode, LintFinding } from './finding.ts'
import { hasCare, type Profile, profilesOf } from './profiles.ts'
import { asEarlyAsEarns, atDeadline, type Report, reportsThatEarn, rulesBrokenByReports } from './reports.ts'

/** Credit that can't be used in so many days is never used, however long it lives. */
const LONGEST_USE_DAYS = 130

const FAULTS = {
  'never-earned': { what: 'an absence can never earn credit', place: ['credit'] },
  'never-usable': { what: 'credit that is earned can never be used', place: ['credit'] },
  'expires-unused': {
    what: 'credit of an absence reported at the last moment expires before it can be used',
    place: ['credit'],
  },
  disagrees: { what: 'absences earn credit, but no day can be asked with it', place: ['creditDay'] },
} as const satisfies Partial<Record<LintCode, { what: string; place: LintFinding['path'] }>>

interface Fault extends Failure {
  readonly code: keyof typeof FAULTS
}

/**
 * Credit that is of no use: a year of absences earns none, or what they earn pays for no day. An absence is
 * reported at the last moment that earns; where that is too late in all of the year, at the earliest too.
 */
export function* unusedCredit(policy: Policy): Iterable<LintFinding> {
  if (!policy.credit) return
  const faults = profilesOf(policy)
    .filter(hasCare)
    .flatMap((profile) => faultOf(profile, policy) ?? [])
  for (const [code, failures] of Map.groupBy(faults, (fault) => fault.code)) {
    yield* findingsOf(failures, { code, ...FAULTS[code] })
  }
}

function faultOf(profile: Profile, policy: Policy): Fault | undefined {
  const { world, label } = profile
  const reports = reportsThatEarn(profile, policy)
  if (reports.length === 0) return neverEarned(profile, policy)
  const broken: (readonly RuleId[])[] = []
  for (const report of reports) {
    const uses = triedUses(atDeadline(report, world, policy), world, policy)
    if (uses.length === 0 || uses.some(isAllowedUse)) return undefined
    broken.push(...uses)
  }
  const culprits = culpritsOf(broken)
  if (broken.every((rules) => rules.includes('request.offered')))
    return { code: 'disagrees', label, culprits }
  const early = reports.map((report) => asEarlyAsEarns(report, world, policy))
  const usable = early.some((report) => triedUses(report, world, policy).some(isAllowedUse))
  return { code: usable ? 'expires-unused' : 'never-usable', label, culprits }
}

/** Undefined where the policy says itself that such absences earn nothing, or has no points for them. */
function neverEarned(profile: Profile, policy: Policy): Fault | undefined {
  const broken = rulesBrokenByReports(profile, policy)
  const culprits = culpritsOf(broken)
  if (culprits.length === 0 || broken.every((rules) => rules.includes('credit.offered'))) return undefined
  return { code: 'never-earned', label: profile.label, culprits }
}

function isAllowedUse(broken: readonly RuleId[]): boolean {
  return broken.length === 0
}

/** The rules that each use of the credit breaks, from the moment of the report on; the last of them breaks none where there is one. */
function triedUses(report: Report, world: World, policy: Policy): readonly (readonly RuleId[])[] {
  const after = record(world, report, policy)
  const tried: (readonly RuleId[])[] = []
  for (const use of usesOf(report, world)) {
    const broken = brokenRules(use, after, policy)
    tried.push(broken)
    if (isAllowedUse(broken)) break
  }
  return tried
}

/** The free days after the report, each asked at the report's moment and at the beginning of every day from then on. */
function* usesOf({ ask: { date: absentOn }, at }: Report, world: World): Iterable<Asking> {
  const { today } = at
  for (let ahead = 0; ahead <= LONGEST_USE_DAYS; ahead += 1) {
    const date = addDays(today, ahead)
    if (!isFree(date, world)) continue
    const ask: Ask = { kind: 'credit-day', child: 'sample', date, from: absentOn }
    yield askingAt(at.wall, ask)
    for (const wall of momentsBefore(date, daysBetween(today, date) - 1)) yield askingAt(wall, ask)
  }
}

function isFree(date: IsoDate, { children }: World): boolean {
  const weekday = weekdayOf(date)
  if (weekday === 'sat' || weekday === 'sun') return false
  return [...children.values()].every(({ contracts }) => contracts.every(({ days }) => !days[weekday]))
}
