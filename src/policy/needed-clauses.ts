import type { Policy } from '../rules/policy.ts'
import type { RuleId } from '../rules/verdict.ts'

/**
 * Whether a policy sets what a rule reads, so that the rule needs a clause that was published. Rules of every policy
 * are missing here as far as no setting changes them.
 */
export const IS_SET: Readonly<Partial<Record<RuleId, (policy: Policy) => boolean>>> = {
  'request.digital': ({ staff }) => staff.length > 0,
  'request.cap': ({ swap, extra, creditDay }) => [swap, extra, creditDay].some(({ caps }) => caps.length > 0),
  'absence.horizon': ({ absence }) => absence.ahead.length > 0,
  'swap.future': ({ swap }) => swap.afterToday,
  'swap.horizon': ({ swap }) => swap.given.ahead.length + swap.taken.ahead.length > 0,
  'swap.notice': ({ swap }) => swap.given.notice.length + swap.taken.notice.length > 0,
  'swap.window': ({ swap }) => swap.window.length > 0,
  'swap.same-size': ({ swap }) => swap.size.length > 0,
  'swap.same-product': ({ swap }) => swap.exclusions.length > 0,
  'extra.horizon': ({ extra }) => extra.ahead.length > 0,
  'extra.notice': ({ extra }) => extra.notice.length > 0,
  'credit-day.horizon': ({ creditDay }) => creditDay.ahead.length > 0,
  'credit-day.notice': ({ creditDay }) => creditDay.notice.length > 0,
  'credit.same-product': ({ credit }) => (credit?.exclusions.length ?? 0) > 0,
  'credit.valid-on-day': ({ credit }) => (credit?.valid.length ?? 0) > 0,
  'credit.asked-in-time': ({ credit }) => (credit?.asked.length ?? 0) > 0,
  'credit.offered': ({ credit }) => (credit?.earned.length ?? 0) > 0,
  'credit.reported-in-time': ({ credit }) => (credit?.reported.length ?? 0) > 0,
  'credit.whole-day': ({ credit }) => credit !== undefined && credit.least !== 'hours',
  'credit.cap': ({ credit }) => (credit?.caps.length ?? 0) > 0,
  'cancel.notice': ({ cancel }) => cancel.open.length + cancel.granted.length + cancel.late.length > 0,
}
