import type { CreditDay } from '../ask.ts'
import { contractCare } from '../care.ts'
import { calendarOf, circumstancesOf } from '../circumstances.ts'
import { isUsableOn } from '../credit.ts'
import { ofType } from '../earning.ts'
import { isExcluded, mayExchange } from '../exchange.ts'
import { grantedCredits } from '../granted.ts'
import { lazy } from '../lazy.ts'
import { unspentCredits } from '../lookup.ts'
import type { CreditPolicy } from '../policy.ts'
import type { Case } from '../rule.ts'
import { type Circumstances, choose, daysOf, includes } from '../terms/index.ts'
import { addDays, daysBetween } from '../time.ts'
import type { GrantedCredit } from '../verdict.ts'
import type { Credit } from '../world.ts'
import { type TakingCase, takingCase } from './taking.ts'

export interface CreditDayCase extends TakingCase {
  /** Undefined where absences earn nothing: there is then nothing to pay with. */
  readonly credit: CreditPolicy | undefined
  readonly credits: () => NarrowedCredits
  /** Of the credits, those that the policy gives without a report and that nobody wrote down yet. */
  readonly granted: () => readonly GrantedCredit[]
}

/** The credits of the child that something is left of, and of these those that pass each next rule: oldest absent day first. */
export interface NarrowedCredits {
  /** Lapsed ones too. */
  readonly available: readonly Credit[]
  readonly ofCareType: readonly Credit[]
  readonly ofProduct: readonly Credit[]
  readonly valid: readonly Credit[]
  /** These may pay. */
  readonly askable: readonly Credit[]
}

export function creditDayCase(asked: Case, ask: CreditDay): CreditDayCase {
  const { credit } = asked.policy
  const taking = takingCase(asked, ask)
  const granted = lazy(() => (credit ? grantedCredits(asked, credit) : []))
  const credits = lazy(() =>
    credit ? narrowed(availableCredits(asked, ask, granted()), taking, credit) : NONE,
  )
  return { ...taking, credit, credits, granted }
}

const NONE: NarrowedCredits = { available: [], ofCareType: [], ofProduct: [], valid: [], askable: [] }

/** How long ago a credit may have lapsed to be named still as the reason why it can't pay. */
const REMEMBERED_DAYS = 366

function availableCredits(
  { world, child, asking }: Case,
  { from }: CreditDay,
  granted: readonly GrantedCredit[],
): readonly Credit[] {
  const unspent = unspentCredits(world, child.id, addDays(asking.at.today, -REMEMBERED_DAYS))
  const given = granted.map((credit) => ({ ...credit, child: child.id, left: credit.amount }))
  return [...unspent, ...given]
    .filter(({ absentOn }) => !from || absentOn === from)
    .toSorted((one, other) => daysBetween(other.absentOn, one.absentOn))
}

function narrowed(available: readonly Credit[], asked: TakingCase, credit: CreditPolicy): NarrowedCredits {
  const { careType, date } = asked.taken
  const ofCareType = careType
    ? available.filter((one) => mayExchange(credit.careTypes, one.careType, careType))
    : []
  const ofProduct =
    credit.exclusions.length === 0
      ? ofCareType
      : ofCareType.filter(
          (one) => !isExcluded(credit.exclusions, careThatEarned(one, asked), asked.circumstances),
        )
  const valid = ofProduct.filter((one) => isUsableOn(one, date))
  const askable = credit.asked.length === 0 ? valid : valid.filter((one) => mayAskNow(one, asked, credit))
  return { available, ofCareType, ofProduct, valid, askable }
}

/** The care by contract on the absent day, as far as products tell care apart. */
function careThatEarned({ absentOn, careType }: Credit, asked: Case): Circumstances {
  const [care] = ofType(contractCare(asked.child, absentOn, asked.world), careType)
  return circumstancesOf(asked, {
    date: absentOn,
    careType,
    group: care?.group,
    hours: care ? [care.span] : [],
  })
}

function mayAskNow(one: Credit, asked: TakingCase, credit: CreditPolicy): boolean {
  const circumstances = careThatEarned(one, asked)
  const window = choose(credit.asked, circumstances)
  if (!window) return true
  const { absentOn, careType } = one
  const calendar = calendarOf(circumstances, asked)
  const anchor = { absentOn, reportedOn: absentOn, child: asked.child, careType, calendar }
  return includes(daysOf(window, anchor), asked.asking.at.today)
}
