import { expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { decide } from './decide.ts'
import { grantedCredits } from './granted.ts'
import type { CreditPolicy, Policy } from './policy.ts'
import { record } from './record.ts'
import { always } from './terms/index.ts'
import {
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleCredit,
  sampleLocation,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import type { World } from './world.ts'

test('groups are told apart whatever their names: two together are not the one that has both names', () => {
  const hours = { from: '07:30', until: '18:30' } as const
  const afterSchool = sampleContract({ group: 'Rode', careType: 'BSO' })
  const bso = Array.from({ length: 4 }, (_, number) => sampleChild(`Bso ${number}`, afterSchool))
  const world = sampleWorld({
    groups: [
      { id: 'Rode', location: 'Lelie', careType: 'BSO', places: 20 },
      { id: 'Panda', location: 'Lelie', careType: 'BSO', places: 20 },
      { id: 'Uilen Rode Panda', location: 'Lelie', careType: 'KDV', places: 2 },
    ],
    children: [
      ...bso,
      sampleChild('Kees', sampleContract({ group: 'Uilen Rode Panda', days: { tue: hours } })),
    ],
  })
  const monday = { kind: 'extra', date: '2026-03-09' } as const
  decide(sampleAsking('2026-03-02 10:00', { ...monday, child: 'Bso 0' }), world, samplePolicy)
  const kees = decide(sampleAsking('2026-03-02 10:00', { ...monday, child: 'Kees' }), world, samplePolicy)
  expect(kees.outcome).toBe('allowed')
})

test('a closure gives credit only for care at its own location', () => {
  const roos = sampleLocation({ id: 'Roos' })
  const lelie = sampleLocation({ closures: [{ date: '2026-05-11', name: 'Studiedag' }] })
  const child = sampleChild(
    'Femke',
    sampleContract({ until: '2026-02-28' }),
    sampleContract({ group: 'Bijen', from: '2026-03-01' }),
  )
  const before = sampleWorld({ location: lelie, children: [child] })
  const world: World = {
    ...before,
    locations: new Map([...before.locations, ['Roos', roos]]),
    groups: new Map([...before.groups, ['Bijen', { id: 'Bijen', location: 'Roos', careType: 'KDV' }]]),
  }
  const credit: CreditPolicy = { ...sampleCredit, closures: 'granted' }
  const asking = sampleAsking('2026-05-12 10:00', { kind: 'credit-day', child: 'Femke', date: '2026-05-15' })
  expect(grantedCredits({ asking, child, world, policy: { ...samplePolicy, credit } }, credit)).toEqual([])
})

test('a cap counts no credit in another unit, that an older version gave', () => {
  const absence = (date: '2026-03-05' | '2026-03-09'): Ask => ({ kind: 'absence', child: 'Femke', date })
  const minutes: Policy = { ...samplePolicy, credit: { ...sampleCredit, unit: { name: 'minutes' } } }
  const cap = { most: always(10), per: 'year', of: 'child', partYear: 'whole' } as const
  const days: Policy = { ...samplePolicy, credit: { ...sampleCredit, caps: [cap] } }
  const world = record(sampleWorld(), sampleAsking('2026-03-02 06:00', absence('2026-03-05')), minutes)
  expect(decide(sampleAsking('2026-03-03 06:00', absence('2026-03-09')), world, days)).toMatchObject({
    consequences: { earns: [{ amount: 1, unit: 'days' }] },
  })
})
