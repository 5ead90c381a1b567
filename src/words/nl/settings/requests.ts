import type { Choice, Policy } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { requestCap } from '../caps.ts'
import { limit, setting } from '../cases.ts'
import { ahead, deadline } from '../terms.ts'

type StaffMay = Policy['staff'][number]['is']

const STAFF: Readonly<Record<StaffMay, string>> = {
  'with-reason': 'met de reden waarom het niet via het ouderportaal kan',
  freely: 'als u dat vraagt',
  never: 'nooit',
}

/** What can be asked for, by whom, when and how often. */
export const REQUESTS = {
  staff: ({ staff }) =>
    setting('Een medewerker voert een aanvraag voor u in', staff, (is) => STAFF[is], STAFF['with-reason']),
  'absence.ahead': ({ absence }) => limit('Afwezigheid meldt u', absence.ahead, ahead),
  'extra.offered': ({ extra }) => offered('Een extra dag vragen', extra.offered),
  'extra.ahead': ({ extra }) => limit('Een extra dag vraagt u', extra.ahead, ahead),
  'extra.notice': ({ extra }) => limit('Een extra dag vraagt u', extra.notice, deadline),
  'extra.caps': ({ extra }) => extra.caps.flatMap((cap) => requestCap(cap, 'extra')),
  'credit-day.offered': ({ creditDay, credit }) =>
    credit
      ? offered('Een dag met tegoed vragen', creditDay.offered)
      : ['Een dag met tegoed vragen kan niet.'],
  'credit-day.ahead': ({ creditDay }) => limit('Een dag met tegoed vraagt u', creditDay.ahead, ahead),
  'credit-day.notice': ({ creditDay }) => limit('Een dag met tegoed vraagt u', creditDay.notice, deadline),
  'credit-day.caps': ({ creditDay }) => creditDay.caps.flatMap((cap) => requestCap(cap, 'credit-day')),
} satisfies Partial<SettingWords>

/** Whether something can be asked for at all. */
export function offered(lead: string, choice: Choice<boolean>): readonly string[] {
  return setting(lead, choice, (is) => (is ? 'kan' : 'kan niet'), 'kan')
}
