import { expect, test } from 'vitest'
import { sampleChild, sampleContract, samplePolicy, sampleWorld } from './test-world.ts'
import { understaffedOn } from './understaffed.ts'
import type { Group } from './world.ts'

const FRIDAY = '2026-03-06'
const onFriday = sampleContract({ days: { fri: { from: '08:00', until: '18:00' } } })

/** Three children come on Friday, all by contract, beside those that are only counted. */
function on(changes: Partial<Group>) {
  const group: Group = { id: 'Vlinders', location: 'Lelie', careType: 'KDV', ...changes }
  const children = ['Sem', 'Guus', 'Noor'].map((name) => sampleChild(name, onFriday))
  return understaffedOn('Vlinders', FRIDAY, sampleWorld({ groups: [group], children }), samplePolicy)
}

const babies = (count: number) => ({ occupied: { [FRIDAY]: count }, ages: { [FRIDAY]: [count] } })

test('a group with enough staff is not understaffed', () => {
  expect(on({ staff: { [FRIDAY]: 1 } })).toBeUndefined()
})

test('one with a child too many for its staff is, with what the law requires', () => {
  expect(on({ staff: { [FRIDAY]: 1 }, ...babies(3) })).toMatchObject({
    groups: ['Vlinders'],
    children: 6,
    staff: 1,
    required: 2,
  })
})

test('where the planned staff is not known, nobody can tell', () => {
  expect(on(babies(3))).toBeUndefined()
})

test('a group that is larger than the law allows needs more than any staff', () => {
  expect(on({ staff: { [FRIDAY]: 9 }, ...babies(14) })).toMatchObject({ children: 17, required: 0 })
})

test('a group in which nobody comes needs nobody', () => {
  const group: Group = { id: 'Vlinders', location: 'Lelie', careType: 'KDV', staff: { [FRIDAY]: 0 } }
  const world = sampleWorld({ groups: [group], children: [] })
  expect(understaffedOn('Vlinders', FRIDAY, world, samplePolicy)).toBeUndefined()
})
