import type { Choice, Policy } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { requestCap } from '../caps.ts'
import { limit, setting } from '../cases.ts'
import { ahead, deadline } from '../terms.ts'

type StaffMay = Policy['staff'][number]['is']

const STAFF: Readonly<Record<StaffMay, string>> = {
  'with-reason': 'with the reason why the portal cannot be used',
  freely: 'whenever you like',
  never: 'never',
}

/** What can be asked for, by whom, when and how often. */
export const REQUESTS = {
  staff: ({ staff }) =>
    setting('A member of staff enters a request', staff, (is) => STAFF[is], STAFF['with-reason']),
  'absence.ahead': ({ absence }) => limit('You report an absence', absence.ahead, ahead),
  'extra.offered': ({ extra }) => offered('Asking for an extra day', extra.offered),
  'extra.ahead': ({ extra }) => limit('You ask for an extra day', extra.ahead, ahead),
  'extra.notice': ({ extra }) => limit('You ask for an extra day', extra.notice, deadline),
  'extra.caps': ({ extra }) => extra.caps.flatMap((cap) => requestCap(cap, 'extra')),
  'credit-day.offered': ({ creditDay, credit }) =>
    credit
      ? offered('Asking for a credit day', creditDay.offered)
      : ['Asking for a credit day is not possible.'],
  'credit-day.ahead': ({ creditDay }) => limit('You ask for a credit day', creditDay.ahead, ahead),
  'credit-day.notice': ({ creditDay }) => limit('You ask for a credit day', creditDay.notice, deadline),
  'credit-day.caps': ({ creditDay }) => creditDay.caps.flatMap((cap) => requestCap(cap, 'credit-day')),
} satisfies Partial<SettingWords>

/** Whether something can be asked for at all. */
export function offered(lead: string, choice: Choice<boolean>): readonly string[] {
  return setting(lead, choice, (is) => (is ? 'is possible' : 'is not possible'), 'is possible')
}
