import {
  type Ask,
  decide,
  type Moment,
  momentOf,
  type Policy,
  type Reason,
  type RuleId,
} from '../../rules/index.ts'
import type { ReadDb } from '../../store/open.ts'
import type { StoredRequest } from '../../store/requests.ts'
import { readWorldOn } from './read-world.ts'

/** What other requests may have changed while this one waited; notice and horizon were judged when it was asked. */
const MAY_HAVE_CHANGED: readonly RuleId[] = [
  'day.planned',
  'day.free',
  'day.open',
  'contract.in-force',
  'request.cap',
  'group.has-place',
  'group.staff-ratio',
]

/** On a day given up that has come meanwhile the child came: it can't be given up any more. */
const MAY_BE_TOO_LATE: readonly RuleId[] = ['swap.future', 'swap.notice']

/** The rules that a waiting request breaks by now, so that no day and no place is given twice. */
export async function brokenSince(
  read: ReadDb,
  stored: StoredRequest & { readonly child_number: string },
  policy: Policy,
  answered: Moment,
): Promise<readonly Reason[]> {
  const at = momentOf(stored.asked_at)
  const world = await readWorldOn(read, stored.child_number, at.today)
  if (!world) return []
  const others = { ...world, requests: world.requests.filter((request) => request.id !== stored.id) }
  const asking = {
    ask: stored.ask,
    at,
    by: stored.asked_by,
    ...(stored.because && { because: stored.because }),
  }
  const brokenAt = (moment: Moment, rules: readonly RuleId[], by: Policy) =>
    decide({ ...asking, at: moment }, others, by).reasons.filter(
      ({ rule, held, about }) => held === false && rules.includes(rule) && !isLocations(about, policy),
    )
  return [
    ...brokenAt(at, MAY_HAVE_CHANGED, policy),
    ...brokenAt(answered, MAY_BE_TOO_LATE, withoutNotice(policy)).filter((reason) =>
      isGiven(reason, stored.ask),
    ),
  ]
}

/** How long before was judged when it was asked; what is left is that the care has not begun. */
function withoutNotice(policy: Policy): Policy {
  const { given, taken } = policy.swap
  return {
    ...policy,
    swap: { ...policy.swap, given: { ...given, notice: [] }, taken: { ...taken, notice: [] } },
  }
}

/** True for what is said of the day given up; the location may still answer on the day taken. */
function isGiven({ rule, facts }: Reason, ask: Ask): boolean {
  return rule === 'swap.future' || (ask.kind === 'swap' && facts.date === ask.give)
}

/** True where the location itself judges whether there is a place. */
function isLocations(about: Reason['about'], { place }: Policy): boolean {
  return about === 'place' && place.short === 'needs-review'
}
