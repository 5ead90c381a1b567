import { describe, expect, test } from 'vitest'
import type { Ask } from '../../rules/ask.ts'
import { record } from '../../rules/record.ts'
import { sampleAsking, sampleChild, sampleContract, sampleWorld } from '../../rules/test-world.ts'
import type { Group, World } from '../../rules/world.ts'
import { brokenIn, creditOf, policyOf, verdictBy } from '../test-policy.ts'

const extra = { kind: 'extra', child: 'Femke', date: '2026-03-06' } as const

function group(id: string, changes: Partial<Group>): Group {
  return { id, location: 'Lelie', careType: 'KDV', ...changes }
}

function broken(settings: string, ask: Ask, world: World, at = '2026-03-02 10:00') {
  return brokenIn(verdictBy(`extra: {}\nswap: {}\n${settings}`, ask, at, world))
}

describe('a place', () => {
  test('is one of the own group', () => {
    const world = sampleWorld({ groups: [group('Vlinders', { places: 0 }), group('Bijen', { places: 9 })] })
    expect(broken('', extra, world)).toEqual(['group.has-place'])
    expect(broken('', { ...extra, group: 'Bijen' }, world)).toEqual(['group.consented'])
  })

  test('may be one of a second group, with consent for that group', () => {
    const femke = { ...sampleChild('Femke'), secondGroups: ['Bijen'] }
    const groups = [group('Vlinders', { places: 0 }), group('Bijen', { places: 1 }), group('Mieren', {})]
    const world = sampleWorld({ children: [femke], groups })
    const settings = 'place: { secondGroup: true }'
    expect(broken(settings, { ...extra, group: 'Bijen' }, world)).toEqual([])
    expect(broken(settings, { ...extra, group: 'Mieren' }, world)).toEqual(['group.consented'])
    expect(broken(settings, extra, world)).toEqual(['group.has-place'])
  })

  test('must not need more staff, unless the policy leaves the ratio to the location', () => {
    const ages = { '2026-03-06': [0, 0, 8] }
    const world = sampleWorld({ groups: [group('Vlinders', { ages, staff: { '2026-03-06': 1 } })] })
    expect(broken('', extra, world)).toEqual(['group.staff-ratio'])
    expect(broken('place: { staffRatio: false }', extra, world)).toEqual([])
  })
})

describe('the last place', () => {
  const hours = { from: '08:00', until: '18:00' } as const
  const children = [sampleChild('Femke'), sampleChild('Sem', sampleContract({ days: { wed: hours } }))]
  const full = sampleWorld({ children, groups: [group('Vlinders', { places: 1 })] })
  const credit = `creditDay: {}\n${creditOf('least: hours')}`
  const orders = {
    none: credit,
    'of asking': `${credit}\nplace: { order: [[swap, extra, credit-day]] }`,
    'by class': `${credit}\nplace: { order: [[swap], [extra], [credit-day]] }`,
  }

  /** What Femke's extra day breaks when Sem asked this and waits. */
  function brokenAfter(order: keyof typeof orders, ask: Ask, at: string) {
    const settings = orders[order]
    const asked = record(full, sampleAsking(at, ask), policyOf(`extra: {}\nswap: {}\n${settings}`))
    return broken(settings, extra, asked)
  }

  const semsExtra: Ask = { ...extra, child: 'Sem' }
  const semsCreditDay: Ask = { ...semsExtra, kind: 'credit-day' } as Ask
  const semsSwap: Ask = { kind: 'swap', child: 'Sem', give: '2026-03-11', take: '2026-03-06' }
  const [before, after] = ['2026-03-02 09:00', '2026-03-02 11:00']

  test('is held by no request that waits', () => {
    expect(brokenAfter('none', semsExtra, before)).toEqual([])
  })

  test('is held by the request that was asked first', () => {
    expect(brokenAfter('of asking', semsExtra, before)).toEqual(['group.has-place'])
    expect(brokenAfter('of asking', semsExtra, after)).toEqual([])
    expect(brokenAfter('of asking', semsCreditDay, before)).toEqual(['group.has-place'])
  })

  test('is held by a request of a class that goes before, and not by one that comes after', () => {
    expect(brokenAfter('by class', semsSwap, before)).toEqual(['group.has-place'])
    expect(brokenAfter('by class', semsExtra, before)).toEqual(['group.has-place'])
    expect(brokenAfter('by class', semsCreditDay, before)).toEqual([])
  })
})
