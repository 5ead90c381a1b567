import { expect, test } from 'vitest'
import { momentAtWall } from '../../rules/index.ts'
import { changeOf, inTheEnd, type TriedMail } from './retry.ts'

const NOW = momentAtWall('2026-03-02 09:00')
const REFUSED = { state: 'retry', reason: '451 later' } as const
const LOST = { state: 'unknown', reason: 'it may have arrived' } as const

const mail = (some: Partial<TriedMail> = {}): TriedMail => ({
  id: 'c0ffee00-0000-4000-8000-000000000001',
  attempts: 0,
  tries: 0,
  first_tried_at: null,
  ...some,
})

const minutesTo = (moment: string | null) =>
  moment === null ? null : (Date.parse(moment) - NOW.now.epochMilliseconds) / 60_000

test('each refusal is waited out longer, a little differently for each mail, up to four hours', () => {
  const waits = Array.from({ length: 9 }, (_, tries) =>
    minutesTo(changeOf(mail({ tries }), REFUSED, 'resend', NOW).tryAfter),
  )
  for (const [index, most] of [1, 5, 15, 30, 60, 120, 240, 240, 240].entries()) {
    expect(waits[index]).toBeGreaterThanOrEqual(most * 0.75 - 0.02)
    expect(waits[index]).toBeLessThanOrEqual(most * 1.25 + 0.02)
  }
  const others = Array.from({ length: 50 }, (_, n) =>
    changeOf(mail({ id: `c0ffee00-0000-4000-8000-0000000000${n + 10}`, tries: 3 }), REFUSED, 'resend', NOW),
  )
  expect(new Set(others.map(({ tryAfter }) => tryAfter)).size).toBeGreaterThan(40)
})

test('a server that was away is no try of the mail', () => {
  const away = { ...REFUSED, connection: true } as const
  const change = changeOf(mail({ tries: 2 }), away, 'resend', NOW)
  expect(change).toMatchObject({ state: 'queued', tries: 2, firstTriedAt: null, tryAfter: null })
})

test('a mail that may have arrived is sent again where missing it is worse, three times in all', () => {
  expect(changeOf(mail(), LOST, 'resend', NOW)).toMatchObject({ state: 'unknown', attempts: 1 })
  expect(changeOf(mail(), LOST, 'resend', NOW).tryAfter).not.toBeNull()
  expect(changeOf(mail({ attempts: 2 }), LOST, 'resend', NOW)).toMatchObject({ attempts: 3, tryAfter: null })
})

test('a mail that may have arrived is left to a person where a second copy is worse', () => {
  expect(changeOf(mail(), LOST, 'leave', NOW)).toMatchObject({ state: 'unknown', tryAfter: null })
})

test.each([
  ['2026-02-28T09:00:00+01:00', 'failed'],
  ['2026-02-28T09:00:01+01:00', 'retry'],
])('first tried at %s, a mail that is refused again is %s', (first_tried_at, state) => {
  expect(inTheEnd(mail({ first_tried_at }), REFUSED, NOW)).toMatchObject({ state })
})

test('a server that has been away for two days gives no mail up', () => {
  const away = { ...REFUSED, connection: true } as const
  expect(inTheEnd(mail({ first_tried_at: '2026-01-01T09:00:00Z' }), away, NOW)).toEqual(away)
})

test('a mail that is held back or put back is as it was', () => {
  for (const state of ['held', 'put-back'] as const) {
    const change = changeOf(
      mail({ tries: 4, first_tried_at: '2026-03-01T09:00:00Z' }),
      { state },
      'resend',
      NOW,
    )
    expect(change).toMatchObject({ state: 'queued', tries: 4, firstTriedAt: '2026-03-01T09:00:00Z' })
  }
})
