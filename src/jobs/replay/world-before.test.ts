import { describe, expect, test } from 'vitest'
import type { Ask, IsoDate, RequestState, Verdict } from '../../rules/index.ts'
import { momentAtWall } from '../../rules/index.ts'
import { sampleChild, sampleWorld } from '../../rules/test-world.ts'
import type { ReplayCredit, ReplayRequest, StoredHistory } from '../../store/replay.ts'
import { openHistory, stateBefore } from './world-before.ts'

const policy = { name: 'sample', from: '2020-01-01' } as const
const verdict = {
  outcome: 'allowed',
  policy,
  reasons: [],
  consequences: { earns: [], grants: [], spends: [], returns: [], lost: 0, invoiced: 0 },
} as const satisfies Verdict

function request(id: string, askedAt: string, ask: Ask, changes: Partial<ReplayRequest> = {}): ReplayRequest {
  const asking = { ask, at: momentAtWall(askedAt), by: 'guardian' } as const
  const answers = { state: 'open', answeredAt: null, cancelledAt: null } as const
  return { id, asking, askedAt, verdict, policy, ...answers, ...changes }
}

function extra(child: string, date: IsoDate): Ask {
  return { kind: 'extra', child, date }
}

/** A credit of one day that was earned and then spent on `spent`, by the request `by`. */
function credit(spentAt: string, by: string): ReplayCredit {
  const days = { absentOn: '2026-03-02', usableFrom: '2026-03-03', expiresOn: '2026-04-01' } as const
  return {
    id: 'credit',
    child: 'Femke',
    careType: 'KDV',
    ...days,
    unit: 'days',
    amount: 1,
    minutes: 660,
    entries: [
      { kind: 'earned', amount: 1, at: '2026-03-02T06:00:00', request: 'absence' },
      { kind: 'spent', amount: -1, at: spentAt, request: by },
    ],
  }
}

function history(requests: readonly ReplayRequest[], credits: readonly ReplayCredit[] = []): StoredHistory {
  const placements = sampleWorld({ children: [sampleChild('Femke'), sampleChild('Sem')] })
  return { placements, requests, credits }
}

describe('a request had, when another was asked,', () => {
  const cases: readonly [string, RequestState, string | null, string | null, RequestState][] = [
    ['no answer yet that came later', 'granted', '2026-03-04T10:00:00', null, 'open'],
    ['no refusal of the location that came later', 'declined', '2026-03-04T10:00:00', null, 'open'],
    ['the answer that came before', 'granted', '2026-03-02T10:00:00', null, 'granted'],
    ['the answer that needed no time', 'granted', '2026-03-03T10:00:00', null, 'granted'],
    [
      'its place until it was cancelled',
      'cancelled',
      '2026-03-02T10:00:00',
      '2026-03-04T10:00:00',
      'granted',
    ],
    ['no place when it was cancelled before', 'cancelled', null, '2026-03-02T10:00:00', 'cancelled'],
    ['its place when that other is what cancels it', 'cancelled', null, '2026-03-03T10:00:00', 'open'],
    ['been refused from the first', 'refused', null, null, 'refused'],
  ]

  test.each(cases)('%s', (_, state, answeredAt, cancelledAt, then) => {
    expect(stateBefore({ state, answeredAt, cancelledAt }, '2026-03-03T10:00:00')).toBe(then)
  })
})

describe('the world before a request', () => {
  const first = request('first', '2026-03-02T09:00:00', extra('Sem', '2026-03-11'))
  const second = request('second', '2026-03-02T10:00:00', extra('Femke', '2026-03-11'))
  const third = request('third', '2026-03-02T11:00:00', extra('Sem', '2026-03-12'))

  test('knows the requests of the children around it that were asked before, and no later one', () => {
    const { requests, children } = openHistory(history([first, second, third]))(second)
    expect(requests.map(({ id }) => id)).toEqual(['first'])
    expect([...children.keys()]).toEqual(['Femke', 'Sem'])
  })

  test('leaves out what others asked for days that have passed, but not what the child itself did', () => {
    const past = request('past', '2026-01-05T09:00:00', extra('Sem', '2026-01-14'))
    const own = request('own', '2026-01-06T09:00:00', extra('Femke', '2026-01-14'))
    const { requests } = openHistory(history([past, own, first, second]))(second)
    expect(requests.map(({ id }) => id)).toEqual(['own', 'first'])
  })

  test('has the whole of a credit that this request itself is about to spend', () => {
    const spending = credit(second.askedAt, second.id)
    expect(openHistory(history([second], [spending]))(second).credits).toMatchObject([{ left: 1 }])
    const later = request('later', '2026-03-05T09:00:00', extra('Femke', '2026-03-18'))
    const after = openHistory(history([second, later], [spending]))(later)
    expect(after.credits).toMatchObject([{ left: 0 }])
    expect(after.requests).toMatchObject([{ spends: [{ credit: 'credit', amount: 1 }] }])
  })

  test('has no credit that was not earned yet', () => {
    const before = request('before', '2026-03-01T09:00:00', extra('Femke', '2026-03-11'))
    expect(openHistory(history([before], [credit('2026-03-09T09:00:00', 'x')]))(before).credits).toEqual([])
  })
})
