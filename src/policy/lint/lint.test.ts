import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Clause, CreditPolicy, Policy, TakingPolicy } from '../../rules/policy.ts'
import { always, type Choice, type Deadline } from '../../rules/terms/index.ts'
import { RULE_IDS } from '../../rules/verdict.ts'
import { IS_SET } from '../needed-clauses.ts'
import { readPolicyFile } from '../policy-file.ts'
import { lintPolicy } from './index.ts'

const folder = resolve(import.meta.dirname, '../../../policies')

function versionsOf(file: string): readonly Policy[] {
  return readPolicyFile(readFileSync(resolve(folder, file), 'utf8'), file).versions
}

const [lange] = versionsOf('delangekeizer.yaml') as [Policy]
const credit = lange.credit as CreditPolicy

/** Each finding as its code and setting, for instance `never-allowed extra.notice`. */
function found(policy: Policy): readonly string[] {
  return lintPolicy(policy).map(({ code, path }) => `${code} ${path.join('.')}`)
}

/** The policy with a clause for everything that it sets, as the reader wants it. */
function published(policy: Policy): Policy {
  const named = policy.clauses.flatMap(({ rules }) => rules)
  const rules = RULE_IDS.filter((rule) => IS_SET[rule]?.(policy) && !named.includes(rule))
  const [first, ...others] = policy.clauses as [Clause, ...Clause[]]
  return { ...policy, clauses: [{ ...first, rules: [...first.rules, ...rules] }, ...others] }
}

function withExtra(changes: Partial<TakingPolicy>): Policy {
  return published({ ...lange, extra: { ...lange.extra, ...changes } })
}

function withCredit(changes: Partial<CreditPolicy>): Policy {
  return published({ ...lange, credit: { ...credit, ...changes } })
}

function daysBefore(count: number, unit: 'days' | 'weeks' = 'days'): Deadline {
  return { kind: 'days', length: { count, unit }, exactly: true }
}

function ahead(count: number) {
  return always({ count, unit: 'days' } as const)
}

test.each(readdirSync(folder))('%s is without findings', (file) => {
  expect(versionsOf(file).flatMap(found)).toEqual([])
})

describe('a request that no moment satisfies', () => {
  test('is an extra day asked later than its notice allows', () => {
    const [finding] = lintPolicy(withExtra({ ahead: ahead(3), notice: always(daysBefore(7)) }))
    expect(finding).toMatchObject({ code: 'never-allowed', path: ['extra', 'notice'] })
    expect(finding?.message).toContain('extra.horizon and extra.notice never hold together')
  })

  test('is none where one moment of the day is left', () => {
    expect(found(withExtra({ ahead: ahead(3), notice: always(daysBefore(3)) }))).toEqual([])
  })

  test('names the care for which it is so', () => {
    const notice: Choice<Deadline> = [
      { when: { careTypes: ['VSO'] }, is: daysBefore(6, 'weeks') },
      { when: {}, is: daysBefore(2) },
    ]
    const findings = lintPolicy(withExtra({ notice }))
    expect(findings.map(({ message }) => message)).toEqual([
      'an extra day can never be asked (VSO): extra.horizon and extra.notice never hold together',
    ])
  })

  test('is a swap whose two days are asked in windows that do not meet', () => {
    const given = { ahead: ahead(10), notice: [] }
    const taken = { ahead: [], notice: always(daysBefore(6, 'weeks')) }
    const window = always({
      from: [],
      until: [{ kind: 'length', length: { count: 1, unit: 'weeks' }, side: 'after', of: 'absence' }],
    } as const)
    const findings = found(published({ ...lange, swap: { ...lange.swap, given, taken, window } }))
    expect(findings).toContainEqual(expect.stringMatching(/^never-allowed swap/))
  })

  test('is one of which none is granted a year', () => {
    const cap = { most: always(0), per: 'year', counted: 'taken', of: 'child', partYear: 'whole' } as const
    expect(found(withExtra({ caps: [cap] }))).toContain('never-allowed extra.caps')
  })

  test('is a cancellation whose deadline has passed before the day can be asked', () => {
    const cancel = { ...lange.cancel, granted: always(daysBefore(8, 'weeks')) }
    expect(found({ ...lange, cancel })).toEqual([
      'never-cancelled cancel.granted',
      'never-cancelled cancel.granted',
    ])
  })

  test('is none where the policy offers nothing of the kind', () => {
    const nothing = { offered: always(false), ahead: [], notice: [], caps: [] }
    expect(found({ ...lange, extra: nothing }).filter((one) => one.startsWith('never-allowed'))).toEqual([])
  })
})

describe('credit', () => {
  test('that ends before the notice of a credit day lets it be used is told', () => {
    const until = [
      { kind: 'length', length: { count: 2, unit: 'days' }, side: 'after', of: 'absence' },
    ] as const
    const policy = withCredit({ valid: always({ from: [], until }) })
    const late = { ...policy, creditDay: { ...policy.creditDay, notice: always(daysBefore(4)) } }
    expect(found(late)).toContainEqual(expect.stringMatching(/^expires-unused/))
  })

  test('that ends before it begins can never be used', () => {
    const from = [
      { kind: 'length', length: { count: 40, unit: 'days' }, side: 'after', of: 'absence' },
    ] as const
    const until = [
      { kind: 'length', length: { count: 30, unit: 'days' }, side: 'after', of: 'absence' },
    ] as const
    expect(found(withCredit({ valid: always({ from, until }) }))).toEqual(['never-usable credit.valid'])
  })

  test('that no cap leaves room for is never earned', () => {
    const cap = { most: always(0), per: 'year', of: 'child', partYear: 'whole' } as const
    expect(found(withCredit({ caps: [cap] }))).toEqual(['never-earned credit.caps'])
  })

  test('that no day can be asked with disagrees with the offer', () => {
    const creditDay = { ...lange.creditDay, offered: always(false) }
    expect(found({ ...lange, creditDay })).toContain('disagrees creditDay.offered')
  })

  test('days with credit and no credit disagree', () => {
    const findings = found({ ...lange, credit: undefined })
    expect(findings).toContain('disagrees creditDay')
  })

  test('whose earning was stopped is no finding', () => {
    expect(found(withCredit({ earned: always(false) }))).toEqual([])
  })

  test('of every year that nothing ends is told', () => {
    const yearly = { amount: always(5), partYear: 'whole' } as const
    expect(found(withCredit({ yearly, valid: [] }))).toContain('never-applies credit.yearly')
  })
})

describe('a setting that never applies', () => {
  const sooner = daysBefore(2)

  test('stands after one that counts for all', () => {
    const notice = [...always(sooner), { when: { careTypes: ['VSO'] }, is: daysBefore(3) }] as const
    expect(found(withExtra({ notice }))).toEqual(['never-applies extra.notice.1'])
  })

  test('is covered by several before it together', () => {
    const notice = [
      { when: { period: 'school-weeks' }, is: sooner },
      { when: { period: 'school-holidays' }, is: daysBefore(3) },
      { when: {}, is: daysBefore(4) },
    ] as const
    expect(found(withExtra({ notice }))).toEqual(['never-applies extra.notice.2'])
  })

  test('asks for days that no calendar has', () => {
    const notice = [
      { when: { dates: { from: '02-30', until: '02-30' } }, is: sooner },
      { when: {}, is: sooner },
    ] as const
    expect(found(withExtra({ notice }))).toEqual(['never-applies extra.notice.0'])
  })

  test('asks for more weeks than a year has', () => {
    const notice = [{ when: { weeks: [53] }, is: sooner }, ...always(sooner)]
    expect(found(withExtra({ notice }))).toEqual(['never-applies extra.notice.0'])
  })

  test('asks for care by a contract that has none then', () => {
    const reported: Choice<Deadline> = [
      { when: { weeks: [40], period: 'school-holidays' }, is: sooner },
      ...credit.reported,
    ]
    expect(found(withCredit({ reported }))).toEqual(['never-applies credit.reported.0'])
  })

  test('asks for a sick child where no absence is reported', () => {
    const notice = [{ when: { sick: true }, is: sooner }, ...always(sooner)]
    expect(found(withExtra({ notice }))).toEqual(['never-applies extra.notice.0'])
  })

  test('is none where a day of the year makes the difference', () => {
    const notice = [
      { when: { dates: { from: '12-24', until: '01-02' } }, is: sooner },
      { when: { dates: { from: '12-20', until: '01-05' } }, is: daysBefore(3) },
      ...always(daysBefore(4)),
    ] as const
    expect(found(withExtra({ notice }))).toEqual([])
  })

  test('is a limit of what is not offered', () => {
    expect(found(withExtra({ offered: always(false) }))).toContain('never-applies extra')
  })

  test('is an exclusion of what the care types keep apart already', () => {
    const exclusion = { from: { careTypes: ['KDV'] }, to: { careTypes: ['VSO'] } } as const
    const findings = found(withCredit({ exclusions: [exclusion] }))
    expect(findings).toContain('never-applies credit.exclusions.0')
  })

  test('is a cap that a tighter one leaves no work', () => {
    const cap = (most: number) =>
      ({ most: always(most), per: 'year', counted: 'taken', of: 'child', partYear: 'whole' }) as const
    expect(found(withExtra({ caps: [cap(5), cap(2)] }))).toEqual(['never-applies extra.caps.0'])
  })
})

test('a rule of a clause that nothing switches on is told with its clause', () => {
  const clauses = lange.clauses.map((clause) =>
    clause.id === 'LK-4' ? { ...clause, rules: [...clause.rules, 'absence.horizon'] as const } : clause,
  )
  const [finding] = lintPolicy({ ...lange, clauses })
  expect(finding?.message).toBe('clause LK-4 has the rule absence.horizon, but no setting makes it apply')
})
