import type { SwapSize } from '../../../rules/index.ts'
import type { SettingWords } from '../../settings.ts'
import { requestCap } from '../caps.ts'
import { careIn, limit } from '../cases.ts'
import { clock } from '../nouns.ts'
import { ahead, deadline, exchange } from '../terms.ts'
import { type Anchors, window } from '../window.ts'
import { offered } from './requests.ts'

const ANCHORS: Anchors = { absence: 'the day you give up', report: 'the request' }
const GIVEN = 'You ask for a swap, counted to the day you give up,'
const TAKEN = 'You ask for a swap, counted to the day you get,'

const SIZES: Readonly<Record<SwapSize, (dayPartsMeetAt: string) => string>> = {
  any: () => 'as long or short as you like',
  'same-hours': () => 'as long as the day you give up',
  'same-day-parts': (time) => `as many day-parts (until and from ${time}) as the day you give up`,
  'not-longer': () => 'not longer than the day you give up',
}

/** How a planned day is given up for another. */
export const SWAP = {
  'swap.offered': ({ swap }) => offered('Swapping', swap.offered),
  'swap.caps': ({ swap }) => swap.caps.flatMap((cap) => requestCap(cap, 'swap')),
  'swap.afterToday': ({ swap }) => (swap.afterToday ? ['Both days of a swap are after today.'] : []),
  'swap.given.ahead': ({ swap }) => limit(GIVEN, swap.given.ahead, ahead),
  'swap.taken.ahead': ({ swap }) => limit(TAKEN, swap.taken.ahead, ahead),
  'swap.given.notice': ({ swap }) => limit(GIVEN, swap.given.notice, deadline),
  'swap.taken.notice': ({ swap }) => limit(TAKEN, swap.taken.notice, deadline),
  'swap.window': ({ swap }) => limit('You choose the day you get', swap.window, (is) => window(is, ANCHORS)),
  'swap.size': ({ swap, dayPartsMeetAt }) =>
    limit('The day you get is', swap.size, (is) => SIZES[is](clock(dayPartsMeetAt)), SIZES.any('')),
  'swap.careTypes': ({ swap }) => [`Swapping is possible ${exchange(swap.careTypes)}.`],
  'swap.exclusions': ({ swap }) =>
    swap.exclusions.map(({ from, to }) => `You can't swap ${careIn(from)} for ${careIn(to)}.`),
} satisfies Partial<SettingWords>
