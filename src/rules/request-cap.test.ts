import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import type { Policy, RequestCap } from './policy.ts'
import { always } from './terms/index.ts'
import { broken, held, reasonsFor, worldAfter } from './test-reasons.ts'
import { samplePolicy } from './test-world.ts'

const cap = (most: number, per: RequestCap['per']): RequestCap => ({
  most: always(most),
  per,
  counted: 'taken',
  of: 'child',
  partYear: 'whole',
})

function policyWith(...caps: readonly RequestCap[]): Policy {
  const { extra, creditDay, swap } = samplePolicy
  return {
    ...samplePolicy,
    extra: { ...extra, caps },
    creditDay: { ...creditDay, caps },
    swap: { ...swap, caps },
  }
}

const asks: readonly Ask[] = [
  { kind: 'extra', child: 'Femke', date: '2026-03-06' },
  { kind: 'credit-day', child: 'Femke', date: '2026-03-06' },
  { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-06' },
]

/** The same ask for the Tuesday after. */
function onTuesday(ask: Ask): Ask {
  return ask.kind === 'swap'
    ? { ...ask, give: '2026-03-09', take: '2026-03-10' }
    : { ...ask, date: '2026-03-10' }
}

describe.each(asks.map((ask) => [ask.kind, ask] as const))(
  'a cap on requests of the kind %s',
  (kind, ask) => {
    const march = { kind, from: '2026-03-01', until: '2026-03-31' }

    test('leaves room up to the last that it allows', () => {
      const policy = policyWith(cap(1, 'month'))
      expect(reasonsFor(ask, undefined, policy)['request.cap']).toEqual(
        held({ ...march, granted: 0, most: 1 }),
      )
      const granted = worldAfter(onTuesday(ask), 'granted', undefined, policy)
      expect(reasonsFor(ask, granted, policy)['request.cap']).toEqual(
        broken({ ...march, granted: 1, most: 1 }),
      )
    })

    test('is named when it is the one of several that leaves no room, and else the first', () => {
      const policy = policyWith(cap(9, 'year'), cap(1, 'month'))
      expect(reasonsFor(ask, undefined, policy)['request.cap']?.facts).toMatchObject({ most: 9 })
      const granted = worldAfter(onTuesday(ask), 'granted', undefined, policy)
      expect(reasonsFor(ask, granted, policy)['request.cap']).toMatchObject({
        held: false,
        facts: { most: 1 },
      })
    })

    test('says nothing where none is set', () => {
      expect(reasonsFor(ask)['request.cap']).toBeUndefined()
    })
  },
)
