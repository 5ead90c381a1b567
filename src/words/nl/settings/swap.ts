import type { SwapSize } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { requestCap } from '../caps.ts'
import { careIn, limit } from '../cases.ts'
import { clock } from '../nouns.ts'
import { ahead, deadline, exchange } from '../terms.ts'
import { type Anchors, window } from '../window.ts'
import { offered } from './requests.ts'

const ANCHORS: Anchors = { absence: 'de dag die u inlevert', report: 'de aanvraag' }
const GIVEN = 'Ruilen vraagt u voor de dag die u inlevert'
const TAKEN = 'Ruilen vraagt u voor de dag die u terugkrijgt'

const SIZES: Readonly<Record<SwapSize, (dayPartsMeetAt: string) => string>> = {
  any: () => 'zo lang of kort als u wilt',
  'same-hours': () => 'even lang als de dag die u inlevert',
  'same-day-parts': (time) => `evenveel dagdelen (tot en vanaf ${time}) als de dag die u inlevert`,
  'not-longer': () => 'niet langer dan de dag die u inlevert',
}

/** How a planned day is given up for another. */
export const SWAP = {
  'swap.offered': ({ swap }) => offered('Ruilen', swap.offered),
  'swap.caps': ({ swap }) => swap.caps.flatMap((cap) => requestCap(cap, 'swap')),
  'swap.afterToday': ({ swap }) => (swap.afterToday ? ['Beide dagen van een ruiling zijn na vandaag.'] : []),
  'swap.given.ahead': ({ swap }) => limit(GIVEN, swap.given.ahead, ahead),
  'swap.taken.ahead': ({ swap }) => limit(TAKEN, swap.taken.ahead, ahead),
  'swap.given.notice': ({ swap }) => limit(GIVEN, swap.given.notice, deadline),
  'swap.taken.notice': ({ swap }) => limit(TAKEN, swap.taken.notice, deadline),
  'swap.window': ({ swap }) =>
    limit('De dag die u terugkrijgt, kiest u', swap.window, (is) => window(is, ANCHORS)),
  'swap.size': ({ swap, dayPartsMeetAt }) =>
    limit('De dag die u terugkrijgt, is', swap.size, (is) => SIZES[is](clock(dayPartsMeetAt)), SIZES.any('')),
  'swap.careTypes': ({ swap }) => [`Ruilen kan ${exchange(swap.careTypes)}.`],
  'swap.exclusions': ({ swap }) =>
    swap.exclusions.map(({ from, to }) => `U ruilt geen ${careIn(from)} voor ${careIn(to)}.`),
} satisfies Partial<SettingWords>
