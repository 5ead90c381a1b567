import { contractCare, type PlannedCare } from './care.ts'
import { distinctCareTypes, sameCareType } from './care-type.ts'
import { circumstancesOf } from './circumstances.ts'
import { contractsFor } from './contract.ts'
import { creditFor, ofType, spansOf } from './earning.ts'
import { creditsOnDay, locationOf } from './lookup.ts'
import { whatCloses } from './opening.ts'
import type { CreditPolicy } from './policy.ts'
import { publicHolidaysOf } from './public-holidays.ts'
import type { Case } from './rule.ts'
import { shareOfYear } from './share-of-year.ts'
import { choose } from './terms/index.ts'
import { addMonths, endOf, type IsoDate, startOf } from './time.ts'
import type { GrantedCredit } from './verdict.ts'
import type { CareType } from './world.ts'

/** How many calendar years before this one a closed day may lie that still gives credit. */
export const YEARS_BACK = 2

/** True when the policy gives credit without a report. */
export function grantsCredit({ publicHolidays, closures, yearly }: CreditPolicy): boolean {
  return publicHolidays === 'granted' || closures === 'granted' || yearly !== undefined
}

/** The credits that the policy has given up to today and that the world doesn't have yet: for closed days on which the contract has care, and for the year. */
export function grantedCredits(asked: Case, credit: CreditPolicy): readonly GrantedCredit[] {
  if (!grantsCredit(credit)) return []
  const forDays = closedDays(asked, credit).flatMap((date) => forClosedDay(date, asked, credit))
  const granted = [...forDays, ...forTheYears(asked, credit)]
  const { world, child } = asked
  return granted.filter(
    ({ absentOn, careType, granted: kind }) =>
      !creditsOnDay(world, child.id, absentOn).some(
        (one) => one.granted === kind && sameCareType(one.careType, careType),
      ),
  )
}

/** The days up to today that give credit though nobody comes. */
function closedDays(asked: Case, { publicHolidays, closures }: CreditPolicy): readonly IsoDate[] {
  const { today } = asked.asking.at
  const first = Number(today.slice(0, 4)) - YEARS_BACK
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, number) => first + number)
  const holidays =
    publicHolidays === 'granted'
      ? years.flatMap((year) => [...publicHolidaysOf(year, asked.policy).keys()])
      : []
  const groups = closures === 'granted' ? asked.child.contracts.map(({ group }) => group) : []
  const closed = groups.flatMap((group) =>
    locationOf(asked.world, group)
      .closures.filter(({ from, until }) => !from && !until)
      .map(({ date }) => date),
  )
  return [...new Set([...holidays, ...closed])].filter((date) => date <= today)
}

function forClosedDay(date: IsoDate, asked: Case, credit: CreditPolicy): readonly GrantedCredit[] {
  const care = contractCare(asked.child, date, asked.world).filter((one) =>
    isGranted(one, date, asked, credit),
  )
  return distinctCareTypes(care.map(({ careType }) => careType)).flatMap((careType) =>
    grantFor(careType, date, ofType(care, careType), asked, credit),
  )
}

/** True when the care's own location is closed, by what gives credit. */
function isGranted(
  { span, group }: PlannedCare,
  date: IsoDate,
  { world, policy }: Case,
  credit: CreditPolicy,
): boolean {
  const closed = whatCloses(date, span, locationOf(world, group), policy)
  if (closed?.closedBy === 'public-holiday') return credit.publicHolidays === 'granted'
  return closed?.closedBy === 'closure' && credit.closures === 'granted'
}

function grantFor(
  careType: CareType,
  date: IsoDate,
  care: readonly PlannedCare[],
  asked: Case,
  credit: CreditPolicy,
): readonly GrantedCredit[] {
  const circumstances = circumstancesOf(asked, {
    date,
    careType,
    group: care[0]?.group,
    hours: spansOf(care),
  })
  const earned = creditFor({ careType, absentOn: date, reportedOn: date, circumstances }, credit, asked)
  return earned
    ? [{ ...earned, granted: 'closed-day', id: `closed-day ${asked.child.id} ${date} ${careType}` }]
    : []
}

/** The credit of the calendar years up to now, for each care type of a contract in them, counted from the first day of care in the year. */
function forTheYears(asked: Case, credit: CreditPolicy): readonly GrantedCredit[] {
  const { yearly } = credit
  if (!yearly) return []
  const { child, asking } = asked
  const careTypes = distinctCareTypes(child.contracts.map(({ careType }) => careType))
  return yearsUpTo(asking.at.today).flatMap((year) =>
    careTypes.flatMap((careType) => forOneYear(careType, year, yearly, asked, credit)),
  )
}

function forOneYear(
  careType: CareType,
  year: { readonly from: IsoDate; readonly until: IsoDate },
  yearly: NonNullable<CreditPolicy['yearly']>,
  asked: Case,
  credit: CreditPolicy,
): readonly GrantedCredit[] {
  const { child, asking } = asked
  const contracts = contractsFor(child, careType).filter(
    ({ from, until }) => from <= year.until && (until === undefined || until >= year.from),
  )
  const first = contracts.map(({ from }) => (from > year.from ? from : year.from)).toSorted()[0]
  if (first === undefined || first > asking.at.today) return []
  const circumstances = circumstancesOf(asked, {
    date: first,
    careType,
    group: contracts[0]?.group,
    hours: [],
  })
  const most = choose(yearly.amount, circumstances)
  const earned = creditFor({ careType, absentOn: first, reportedOn: first, circumstances }, credit, asked)
  if (most === undefined || !earned) return []
  const amount = most * (yearly.partYear === 'whole' ? 1 : shareOfYear(contracts, year))
  const minutes = credit.unit.name === 'minutes' ? amount : 0
  return [{ ...earned, amount, minutes, granted: 'year', id: `year ${child.id} ${first} ${careType}` }]
}

/** The calendar years that are looked back to, and this one. */
function yearsUpTo(today: IsoDate) {
  return Array.from({ length: YEARS_BACK + 1 }, (_, number) => {
    const day = addMonths(today, 12 * (number - YEARS_BACK))
    return { from: startOf('year', day), until: endOf('year', day) }
  })
}
