import { type Ask, type Asking, addDays, type IsoDate } from '../../../src/rules/index.ts'

const MOST_DAYS = 3
const LOOK_AROUND_DAYS = 30
const HORIZON_DAYS = 30

/** Up to three other days that are allowed, the nearest first; of a swap another day to take or else to give up. */
export async function otherDays(
  asking: Asking,
  isAllowed: (asking: Asking) => Promise<boolean>,
): Promise<readonly Ask[]> {
  for (const asks of variations(asking)) {
    const found: Ask[] = []
    for (const ask of asks) {
      if (found.length === MOST_DAYS) break
      if (await isAllowed({ ...asking, ask })) found.push(ask)
    }
    if (found.length > 0) return found
  }
  return []
}

function variations({ ask, at }: Asking): readonly (readonly Ask[])[] {
  const { today } = at
  switch (ask.kind) {
    case 'absence':
    case 'cancel':
      return [daysAround(ask.date, today).map((date) => ({ ...ask, date }))]
    case 'extra':
    case 'credit-day':
      return [withinHorizon(ask.date, today).map((date) => ({ ...ask, date }))]
    case 'swap':
      return [
        withinHorizon(ask.take, today).map((take) => ({ ...ask, take })),
        withinHorizon(ask.give, today).map((give) => ({ ...ask, give })),
      ]
  }
}

/** No engine need be run to see that a day is too far ahead. */
function withinHorizon(date: IsoDate, today: IsoDate): readonly IsoDate[] {
  const latest = addDays(today, HORIZON_DAYS)
  return daysAround(date, today).filter((day) => day <= latest)
}

function daysAround(date: IsoDate, today: IsoDate): readonly IsoDate[] {
  return Array.from({ length: LOOK_AROUND_DAYS }, (_, at) => at + 1)
    .flatMap((distance) => [addDays(date, -distance), addDays(date, distance)])
    .filter((day) => day >= today)
}
