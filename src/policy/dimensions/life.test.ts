import { expect, test } from 'vitest'
import type { Ask } from '../../rules/ask.ts'
import { decide } from '../../rules/decide.ts'
import { policyOn } from '../../rules/policy.ts'
import { replay } from '../../rules/replay.ts'
import { sampleAsking, sampleWorld } from '../../rules/test-world.ts'
import type { IsoDate } from '../../rules/time.ts'
import { RULE_IDS } from '../../rules/verdict.ts'
import { readPolicyFile } from '../policy-file.ts'
import { brokenIn, followsFrom } from '../test-policy.ts'

const version = (settings: string) => `
    source: { address: https://kinderopvang.example/regels, date: undated }
    publicHolidays: []
    creditDay: {}
    credit:
      unit: days
      pays: { together: false, shortage: refused, rest: kept }
      ${settings}
    clauses: [{ id: "1", rules: [${RULE_IDS.join(', ')}], nl: Al onze regels., en: All our rules. }]`

const book = readPolicyFile(
  `organisation: Sample
versions:
  - from: 2025-01-01${version('valid: { until: 60 days after the absence }')}
  - from: 2026-03-10${version('earned: false')}
`,
  'sample.yaml',
)

function policyFor(today: IsoDate) {
  const policy = policyOn(book, today)
  if (!policy) throw new RangeError(`No policy on ${today}`)
  return policy
}

const absence = (date: IsoDate): Ask => ({ kind: 'absence', child: 'Femke', date })

test('a policy has a first day in force', () => {
  expect([policyOn(book, '2024-12-31'), policyOn(book, '2025-01-01')?.ref.from]).toEqual([
    undefined,
    '2025-01-01',
  ])
})

test('of two versions the one in force on the day of asking decides', () => {
  const earlier = decide(
    sampleAsking('2026-03-09 23:59', absence('2026-03-12')),
    sampleWorld(),
    policyFor('2026-03-09'),
  )
  const later = decide(
    sampleAsking('2026-03-10 00:00', absence('2026-03-12')),
    sampleWorld(),
    policyFor('2026-03-10'),
  )
  expect([brokenIn(earlier), brokenIn(later)]).toEqual([[], ['credit.offered']])
  expect([earlier.policy.from, later.policy.from]).toEqual(['2025-01-01', '2026-03-10'])
})

test('once earning has stopped, old credit lives on to the last day that it was earned with', () => {
  const steps = [{ asking: sampleAsking('2026-03-02 06:00', absence('2026-03-05')), answer: undefined }]
  const world = replay(sampleWorld(), steps, policyFor)
  const spendOn = (date: IsoDate) => {
    const ask: Ask = { kind: 'credit-day', child: 'Femke', date }
    return decide(sampleAsking('2026-04-30 10:00', ask), world, policyFor('2026-04-30'))
  }
  expect(followsFrom(spendOn('2026-05-01')).spends).toMatchObject([{ absentOn: '2026-03-05' }])
  expect(brokenIn(spendOn('2026-05-04'))).not.toContain('credit.valid-on-day')
  expect(brokenIn(spendOn('2026-05-05'))).toEqual(['credit.valid-on-day'])
})
