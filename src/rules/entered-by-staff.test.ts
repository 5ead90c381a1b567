import { describe, expect, test } from 'vitest'
import type { Asking } from './ask.ts'
import { decide } from './decide.ts'
import type { Policy } from './policy.ts'
import { always } from './terms/index.ts'
import { sampleAsking, samplePolicy, sampleWorld } from './test-world.ts'

const extra = sampleAsking('2026-03-02 10:00', { kind: 'extra', child: 'Femke', date: '2026-03-06' })

function heldFor(staff: Policy['staff'], asking: Partial<Asking>) {
  const { reasons } = decide({ ...extra, ...asking }, sampleWorld(), { ...samplePolicy, staff })
  return reasons.find(({ rule }) => rule === 'request.digital')
}

const byStaff = { by: 'staff' } as const
const withReason = { ...byStaff, because: 'guardian phoned' } as const

describe('staff enter a request for a guardian', () => {
  test.each([
    ['with a reason, where nothing is said', [], withReason, true],
    ['not without a reason, where nothing is said', [], byStaff, false],
    ['not with an empty reason', [], { ...byStaff, because: '  ' }, false],
    ['with a reason, where it is asked for', always('with-reason' as const), withReason, true],
    ['freely', always('freely' as const), byStaff, true],
    ['never, whatever the reason', always('never' as const), withReason, false],
  ] as const)('%s', (_, staff, asking, held) => {
    expect(heldFor(staff, asking)?.held).toBe(held)
  })

  test('never those of one kind, and others with a reason', () => {
    const staff = [{ when: { asks: ['swap' as const] }, is: 'never' as const }]
    expect(heldFor(staff, withReason)?.held).toBe(true)
    const swap = { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-06' } as const
    expect(heldFor(staff, { ...withReason, ask: swap })).toMatchObject({
      held: false,
      facts: { by: 'staff', reasonGiven: true, staffMayEnter: false },
    })
  })

  test('and a guardian needs no reason, where staff never do', () => {
    expect(heldFor(always('never' as const), { by: 'guardian' })).toMatchObject({
      held: true,
      facts: { by: 'guardian', reasonGiven: false, staffMayEnter: false },
    })
  })

  test('and without a reason nothing else is sought: no other day would mend it', () => {
    const closed = { ...extra.ask, date: '2026-03-07' } as Asking['ask']
    const verdict = decide({ ...extra, ...byStaff, ask: closed }, sampleWorld(), samplePolicy)
    expect(verdict).toMatchObject({ outcome: 'refused', alternatives: [] })
  })
})
