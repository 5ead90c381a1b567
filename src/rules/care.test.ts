import { describe, expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { careOn } from './care.ts'
import { type Answer, record } from './record.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleLocation,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import type { IsoDate } from './time.ts'
import type { World } from './world.ts'

const femke = sampleChild('Femke')
const world = sampleWorld({ children: [femke] })

function hoursOn(date: IsoDate, where: World = world, child = femke): readonly string[] {
  return careOn(child, date, where, samplePolicy).map(
    ({ careType, span }) => `${careType} ${span.from}-${span.until}`,
  )
}

function worldAfter(ask: Ask, answer?: Answer, before: World = world): World {
  return record(before, sampleAsking('2026-03-02 06:00', ask), samplePolicy, answer)
}

describe('planned care', () => {
  test('follows the weekdays of the contract', () => {
    expect(hoursOn('2026-03-05')).toEqual(['KDV 07:30-18:30'])
    expect(hoursOn('2026-03-06')).toEqual([])
  })

  test('begins on the first day of the contract and ends after the last', () => {
    const short = sampleChild('Femke', sampleContract({ from: '2026-03-05', until: '2026-03-09' }))
    const where = sampleWorld({ children: [short] })
    const days = ['2026-03-02', '2026-03-05', '2026-03-09', '2026-03-12'] as const
    expect(days.map((date) => hoursOn(date, where, short).length)).toEqual([0, 1, 1, 0])
  })

  test.each([
    [40, 0],
    [41, 0],
    [46, 1],
    [52, 1],
  ])('in a school holiday a contract of %i weeks has %i spans of care', (weeks, spans) => {
    const location = sampleLocation({
      schoolHolidays: [{ from: '2026-04-27', until: '2026-05-04', name: 'Meivakantie' }],
    })
    const child = sampleChild('Femke', sampleContract({ weeks }))
    expect(hoursOn('2026-05-04', sampleWorld({ location, children: [child] }), child)).toHaveLength(spans)
  })

  test('loses the hours that are reported absent', () => {
    const time = { from: '07:30', until: '12:00' } as const
    const absent = worldAfter({ kind: 'absence', child: 'Femke', date: '2026-03-05', time })
    expect(hoursOn('2026-03-05', absent)).toEqual(['KDV 12:00-18:30'])
  })

  test('moves with a swap when it is granted, not before', () => {
    const swap: Ask = { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-06' }
    expect(hoursOn('2026-03-06', worldAfter(swap))).toEqual([])
    const granted = worldAfter(swap, 'granted')
    expect(hoursOn('2026-03-05', granted)).toEqual([])
    expect(hoursOn('2026-03-06', granted)).toEqual(['KDV 07:30-18:30'])
  })

  test('comes back with the day given up when a granted swap is cancelled', () => {
    const swapped = worldAfter(
      { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-06' },
      'granted',
    )
    const back = worldAfter({ kind: 'cancel', child: 'Femke', date: '2026-03-06' }, undefined, swapped)
    expect(hoursOn('2026-03-05', back)).toEqual(['KDV 07:30-18:30'])
    expect(hoursOn('2026-03-06', back)).toEqual([])
  })

  test('has an extra day that was asked anew after an absence', () => {
    const absent = worldAfter({ kind: 'absence', child: 'Femke', date: '2026-03-05' })
    const extra = worldAfter({ kind: 'extra', child: 'Femke', date: '2026-03-05' }, 'granted', absent)
    expect(careOn(femke, '2026-03-05', extra, samplePolicy)).toMatchObject([{ source: 'extra' }])
  })
})
