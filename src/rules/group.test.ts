import { describe, expect, test } from 'vitest'
import { decide } from './decide.ts'
import { record } from './record.ts'
import { sampleAsking, sampleChild, sampleContract, samplePolicy, sampleWorld } from './test-world.ts'
import type { RuleId, Verdict } from './verdict.ts'
import type { Group, World } from './world.ts'

const hours = { from: '08:00', until: '18:00' } as const
const onFriday = sampleContract({ days: { fri: hours } })
const extra = { kind: 'extra', child: 'Femke', date: '2026-03-06' } as const

function vlinders(changes: Partial<Group>): Group {
  return { id: 'Vlinders', location: 'Lelie', careType: 'KDV', ...changes }
}

function worldWith(group: Group): World {
  return sampleWorld({
    groups: [group],
    children: [sampleChild('Femke'), sampleChild('Sem', onFriday), sampleChild('Guus', onFriday)],
  })
}

function heldIn(world: World, rule: RuleId, ask: Parameters<typeof sampleAsking>[1] = extra) {
  const verdict: Verdict = decide(sampleAsking('2026-03-02 10:00', ask), world, samplePolicy)
  return verdict.reasons.find((reason) => reason.rule === rule)?.held
}

describe('a place in the group', () => {
  test('is taken by every child that is planned, and by those that are only counted', () => {
    expect(heldIn(worldWith(vlinders({ places: 3 })), 'group.has-place')).toBe(true)
    const counted = { '2026-03-06': 1 }
    expect(heldIn(worldWith(vlinders({ places: 3, occupied: counted })), 'group.has-place')).toBe(false)
  })

  test('is not taken twice by a child that is planned already', () => {
    const planned = { ...extra, date: '2026-03-05' } as const
    expect(heldIn(worldWith(vlinders({ places: 1 })), 'group.has-place', planned)).toBe(true)
  })

  test('comes free when a child is reported absent', () => {
    const full = worldWith(vlinders({ places: 2 }))
    expect(heldIn(full, 'group.has-place')).toBe(false)
    const absence = { kind: 'absence', child: 'Sem', date: '2026-03-06' } as const
    const freed = record(full, sampleAsking('2026-03-02 09:00', absence), samplePolicy)
    expect(heldIn(freed, 'group.has-place')).toBe(true)
  })
})

describe('the staff of a group', () => {
  const staff = { '2026-03-06': 1 }

  test('is no ground to refuse when it is not known', () => {
    expect(heldIn(worldWith(vlinders({ staff: { '2026-03-09': 1 } })), 'group.staff-ratio')).toBeUndefined()
  })

  test('is judged with the ages of all children, the one who asks too', () => {
    const ages = (count: number) => ({
      occupied: { '2026-03-06': count },
      ages: { '2026-03-06': [0, 0, count] },
    })
    expect(heldIn(worldWith(vlinders({ staff, ...ages(5) })), 'group.staff-ratio')).toBe(true)
    expect(heldIn(worldWith(vlinders({ staff, ...ages(6) })), 'group.staff-ratio')).toBe(false)
  })

  test('needs review when the ages of children that are only counted are not known', () => {
    const occupied = { '2026-03-06': 2 }
    expect(heldIn(worldWith(vlinders({ staff, occupied })), 'group.staff-ratio')).toBe('unknown')
  })
})

describe('the staff of an after-school centre', () => {
  const date = '2026-03-06'
  const tessa = sampleChild(
    'Tessa',
    sampleContract({ group: 'Uilen', careType: 'BSO', days: { mon: { from: '14:30', until: '18:30' } } }),
  )
  const ask = { kind: 'extra', child: 'Tessa', date } as const
  const group = (id: string, children: number, staff?: number): Group => ({
    id,
    location: 'Lelie',
    careType: 'BSO',
    ages: { [date]: [0, 0, 0, 0, children] },
    ...(staff !== undefined && { staff: { [date]: staff } }),
  })
  const heldWith = (...groups: readonly Group[]) =>
    heldIn(sampleWorld({ groups, children: [{ ...tessa, born: '2019-05-05' }] }), 'group.staff-ratio', ask)

  test('is counted over all its groups', () => {
    expect(heldWith(group('Uilen', 10, 1), group('Dassen', 8, 1))).toBe(true)
    expect(heldWith(group('Uilen', 10, 1), group('Dassen', 10, 1))).toBe(false)
  })

  test('is not known while that of one group is not', () => {
    expect(heldWith(group('Uilen', 30, 1), group('Dassen', 5))).toBeUndefined()
  })

  test('does not make a group of more than thirty legal', () => {
    expect(heldWith(group('Uilen', 29, 9))).toBe(true)
    expect(heldWith(group('Uilen', 30, 9))).toBe(false)
  })
})
