import { contractCare, type PlannedCare } from './care.ts'
import { distinctCareTypes, sameCareType } from './care-type.ts'
import { circumstancesOf } from './circumstances.ts'
import { careChain, isInForce } from './contract.ts'
import { creditFor, ofType, spansOf } from './earning.ts'
import { creditsOnDay, locationOf } from './lookup.ts'
import type { CreditPolicy } from './policy.ts'
import { publicHolidaysOf } from './public-holidays.ts'
import type { Case } from './rule.ts'
import { shareOfYear } from './share-of-year.ts'
import { choose } from './terms/index.ts'
import { endOf, type IsoDate, startOf } from './time.ts'
import type { GrantedCredit } from './verdict.ts'
import type { CareType } from './world.ts'

/** How many calendar years before this one a closed day may lie that still gives credit. */
const YEARS_BACK = 2

/** True when the policy gives credit without a report. */
export function grantsCredit({ publicHolidays, closures, yearly }: CreditPolicy): boolean {
  return publicHolidays === 'granted' || closures === 'granted' || yearly !== undefined
}

/** The credits that the policy has given up to today and that the world doesn't have yet: for closed days on which the contract has care, and for the year. */
export function grantedCredits(asked: Case, credit: CreditPolicy): readonly GrantedCredit[] {
  if (!grantsCredit(credit)) return []
  const forDays = closedDays(asked, credit).flatMap((date) => forClosedDay(date, asked, credit))
  const granted = [...forDays, ...forTheYear(asked, credit)]
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
  const care = contractCare(asked.child, date, asked.world)
  return distinctCareTypes(care.map(({ careType }) => careType)).flatMap((careType) =>
    grantFor(careType, date, ofType(care, careType), asked, credit),
  )
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

/** The credit of this year, for each care type of a contract in force, counted from the first day of care in the year. */
function forTheYear(asked: Case, credit: CreditPolicy): readonly GrantedCredit[] {
  const { yearly } = credit
  if (!yearly) return []
  const { child, asking } = asked
  const { today } = asking.at
  const inForce = child.contracts.filter((contract) => isInForce(contract, today))
  return distinctCareTypes(inForce.map(({ careType }) => careType)).flatMap(
    (careType): readonly GrantedCredit[] => {
      const chain = careChain(child, careType, today)
      const year = { from: startOf('year', today), until: endOf('year', today) }
      const date = chain && chain.from > year.from ? chain.from : year.from
      const group = inForce.find((contract) => sameCareType(contract.careType, careType))?.group
      const circumstances = circumstancesOf(asked, { date, careType, group, hours: [] })
      const most = choose(yearly.amount, circumstances)
      const earned = creditFor({ careType, absentOn: date, reportedOn: date, circumstances }, credit, asked)
      if (most === undefined || !earned) return []
      const amount = most * (yearly.partYear === 'whole' ? 1 : shareOfYear(child, careType, date, year))
      const minutes = credit.unit.name === 'minutes' ? amount : 0
      return [{ ...earned, amount, minutes, granted: 'year', id: `year ${child.id} ${date} ${careType}` }]
    },
  )
}
