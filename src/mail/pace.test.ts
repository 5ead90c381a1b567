import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPace, type Rates } from './pace.ts'

/** When each of the mails to these domains goes, in the order in which they go, from moment 0. */
function timetable(hosts: readonly string[], rates: Rates): { host: string; at: number }[] {
  const waiting = [...hosts]
  const gone: { host: string; at: number }[] = []
  let now = 0
  const pace = openPace(rates, () => now)
  for (let go = pace.first(waiting); go; go = pace.first(waiting)) {
    now += go.wait
    const [host = ''] = waiting.splice(go.index, 1)
    pace.go(host)
    gone.push({ host, at: now })
  }
  return gone
}

const anyHosts = fc.array(fc.constantFrom('a.example', 'b.example', 'c.example'), { maxLength: 30 })
const anyRate = fc.constantFrom(0.5, 1, 3, 10)

test('without a limit every mail goes at once, in its order', () => {
  expect(timetable(['a', 'b', 'a'], {})).toEqual([
    { host: 'a', at: 0 },
    { host: 'b', at: 0 },
    { host: 'a', at: 0 },
  ])
})

test('a slow domain does not hold up the others', () => {
  const gone = timetable(['a', 'a', 'a', 'b'], { ratePerHost: 1 })
  expect(gone).toEqual([
    { host: 'a', at: 0 },
    { host: 'b', at: 0 },
    { host: 'a', at: 1000 },
    { host: 'a', at: 2000 },
  ])
})

test('two mails never go closer together than the rate says, in all and to one domain, and all go', () => {
  fc.assert(
    fc.property(anyHosts, anyRate, anyRate, (hosts, rate, ratePerHost) => {
      const gone = timetable(hosts, { rate, ratePerHost })
      expect(gone.map(({ host }) => host).toSorted()).toEqual(hosts.toSorted())
      expectApart(
        gone.map(({ at }) => at),
        1000 / rate,
      )
      for (const [, same] of Map.groupBy(gone, ({ host }) => host)) {
        expectApart(
          same.map(({ at }) => at),
          1000 / ratePerHost,
        )
      }
    }),
  )
})

function expectApart(moments: readonly number[], least: number): void {
  for (const [index, moment] of moments.slice(1).entries()) {
    expect(moment - (moments[index] as number)).toBeGreaterThanOrEqual(least - 1e-6)
  }
}
