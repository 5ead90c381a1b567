import type { Days, FactsOf, IsoDate } from '../rules/index.ts'

/** Each absent day that earned credit, with the days for which the credit can be used; a pair that comes twice once. */
export function usableDays({
  absentOn,
  usableFrom,
  expiresOn,
}: FactsOf<'credit.valid-on-day'>): readonly (readonly [IsoDate, Days])[] {
  const pairs = absentOn.map((day, at) => {
    const from = usableFrom[at]
    const until = expiresOn[at]
    return [day, { ...(from && { from }), ...(until && until !== 'never' && { until }) }] as const
  })
  return [...new Map(pairs.map((pair) => [JSON.stringify(pair), pair])).values()]
}
