import type { Absence, Asking } from '../../rules/ask.ts'
import type { DeadlineFacts } from '../../rules/facts.ts'
import type { Policy } from '../../rules/policy.ts'
import { addDays, type IsoDate, secondBefore, type WallMoment, wallAt } from '../../rules/time.ts'
import type { RuleId } from '../../rules/verdict.ts'
import { weigh } from '../../rules/weigh.ts'
import type { World } from '../../rules/world.ts'
import { askingAt, brokenRules, everyNth, momentsBefore, sampleDays } from './attempts.ts'
import type { Profile } from './profiles.ts'

/** The report of an absence at a moment. */
export interface Report extends Asking {
  readonly ask: Absence
}

/** An absence is tried about twice a month. */
const ABSENCES_APART = 6

/** For each absent day, the latest report at the beginning of a day that earns; none for days that never earn. */
export function reportsThatEarn(profile: Profile, policy: Policy): readonly Report[] {
  return absentDays(profile).flatMap(
    (date) => reportsOf(date).find((report) => earns(report, profile.world, policy)) ?? [],
  )
}

/** What each report breaks, of all absent days. */
export function rulesBrokenByReports(profile: Profile, policy: Policy): readonly (readonly RuleId[])[] {
  return absentDays(profile)
    .flatMap(reportsOf)
    .map((report) => brokenRules(report, profile.world, policy))
}

/** The same report at its deadline or, where there is none, at the end of the absent day. */
export function atDeadline(report: Report, world: World, policy: Policy): Report {
  const reasons = [...weigh(report, world, policy).reasons()]
  const deadline = reasons.find(({ rule }) => rule === 'credit.reported-in-time')
  const limit = deadline ? lastMoment(deadline.facts as DeadlineFacts) : endOfDay(report.ask.date)
  const last = reportAt(limit, report.ask)
  return earns(last, world, policy) ? last : report
}

/** The same report as early as it earns. */
export function asEarlyAsEarns(report: Report, world: World, policy: Policy): Report {
  return reportsOf(report.ask.date).findLast((one) => earns(one, world, policy)) ?? report
}

function absentDays({ contract }: Profile): readonly IsoDate[] {
  return [...everyNth(sampleDays(contract, 'planned'), ABSENCES_APART)]
}

function reportsOf(date: IsoDate): readonly Report[] {
  const ask: Absence = { kind: 'absence', child: 'sample', date }
  return [...momentsBefore(date)].map((wall) => reportAt(wall, ask))
}

function reportAt(wall: WallMoment, ask: Absence): Report {
  return { ...askingAt(wall, ask), ask }
}

function earns(report: Report, world: World, policy: Policy): boolean {
  const weighed = weigh(report, world, policy)
  const reasons = [...weighed.reasons()]
  if (reasons.some(({ about, held }) => about === 'request' && held === false)) return false
  return weighed.consequences(reasons).earns.length > 0
}

function lastMoment({ limit, limitIncluded }: DeadlineFacts): WallMoment {
  return limitIncluded ? limit : secondBefore(limit)
}

function endOfDay(date: IsoDate): WallMoment {
  return secondBefore(wallAt(addDays(date, 1), '00:00'))
}
