import { expect, test } from 'vitest'
import type { Ask } from './ask.ts'
import { decide } from './decide.ts'
import type { Policy } from './policy.ts'
import { record } from './record.ts'
import { always } from './terms/index.ts'
import { sampleAsking, sampleCredit, samplePolicy, sampleWorld } from './test-world.ts'

const policy: Policy = {
  ...samplePolicy,
  cancel: { ...samplePolicy.cancel, late: always('charged-and-credited') },
  credit: {
    ...sampleCredit,
    unit: { name: 'minutes' },
    pays: { ...sampleCredit.pays, shortage: 'invoiced' },
  },
}
const extra: Ask = { kind: 'extra', child: 'Femke', date: '2026-03-06' }
const cancel: Ask = { kind: 'cancel', child: 'Femke', date: '2026-03-06' }
const world = record(sampleWorld(), sampleAsking('2026-03-02 10:00', extra), policy, 'granted')

function verdictAt(at: string, by: Policy = policy, where = world) {
  return decide(sampleAsking(at, cancel), where, by)
}

test('a late cancellation that is charged becomes credit up to the first minute of care', () => {
  expect(verdictAt('2026-03-06 07:29')).toMatchObject({
    outcome: 'allowed',
    consequences: { invoiced: 660, earns: [{ minutes: 660 }] },
  })
})

test('a day on which the child came is not given back', () => {
  expect(verdictAt('2026-03-06 07:30').outcome).toBe('refused')
  expect(verdictAt('2026-03-12 10:00').outcome).toBe('refused')
})

test('a late cancellation earns no more than a cap leaves room for', () => {
  const cap = { most: always(60), per: 'year', of: 'child', partYear: 'whole' } as const
  const capped: Policy = { ...policy, credit: { ...sampleCredit, ...policy.credit, caps: [cap] } }
  expect(verdictAt('2026-03-05 20:00', capped)).toMatchObject({
    consequences: { earns: [{ amount: 60, minutes: 60 }] },
  })
})

test('a day that was paid with credit earns no credit anew', () => {
  const absence: Ask = { kind: 'absence', child: 'Femke', date: '2026-03-05' }
  const day: Ask = { ...extra, kind: 'credit-day' }
  const saved = record(sampleWorld(), sampleAsking('2026-03-02 10:00', absence), policy)
  const paid = record(saved, sampleAsking('2026-03-02 11:00', day), policy, 'granted')
  expect(verdictAt('2026-03-05 20:00', policy, paid)).toMatchObject({
    outcome: 'allowed',
    consequences: { earns: [], returns: [] },
  })
})

test('how late to cancel is for the location to say where nobody wrote it down', () => {
  const unpublished: Policy = { ...policy, cancel: { ...policy.cancel, granted: [] } }
  expect(verdictAt('2026-03-02 12:00', unpublished).outcome).toBe('needs-review')
})
