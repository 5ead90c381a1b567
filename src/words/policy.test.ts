import { describe, expect, test } from 'vitest'
import { always, type Policy, RULE_IDS } from '../rules/index.ts'
import { sampleCredit, samplePolicy } from '../rules/test-world.ts'
import { LANGUAGES, type Language, policyInWords } from './index.ts'

function sentencesOf(policy: Policy, language: Language = 'nl'): readonly string[] {
  return policyInWords(policy, language).flatMap(({ settings }) => settings)
}

function withCredit(changes: Partial<NonNullable<Policy['credit']>>): Policy {
  return { ...samplePolicy, credit: { ...sampleCredit, ...changes } }
}

describe('a policy in words', () => {
  test('has the settings of a clause under it, and the others in the end', () => {
    const [first, ...rest] = policyInWords(samplePolicy, 'nl')
    expect(first?.clause).toMatchObject({ id: 'LK-4' })
    expect(first?.settings).toEqual([
      'Een extra dag vraagt u hooguit 30 dagen vooruit.',
      'Een extra dag vraagt u minstens 48 uur voordat de opvang begint.',
    ])
    expect(rest.at(-1)?.clause).toBe('always')
    expect(rest.at(-1)?.settings).toContain('U krijgt antwoord binnen 2 werkdagen.')
  })

  test('says once what several rules of a clause read, and does not repeat it in the end', () => {
    const source = { address: 'https://kinderopvang.example/regels', date: '2020-01-01' }
    const rules = ['day.open', 'swap.not-closed-day', 'credit.not-closed-day'] as const
    const clauses = [{ id: 'LK-10', rules, nl: 'Dicht.', en: 'Closed.', source }]
    const sentences = sentencesOf({ ...samplePolicy, clauses })
    expect(sentences.filter((sentence) => sentence.includes('feestdagen'))).toHaveLength(1)
  })

  test('tells of a setting that depends on circumstances each case, and what counts otherwise', () => {
    const policy = withCredit({
      reported: [
        {
          when: { careTypes: ['VSO'] },
          is: { kind: 'clock', time: '08:00', before: { count: 0, unit: 'days' } },
        },
        {
          when: { period: 'school-holidays', weeks: [40, 41] },
          is: { kind: 'days', length: { count: 10, unit: 'working-days' }, exactly: false },
        },
      ],
    })
    expect(sentencesOf(policy)).toContain(
      'Voor tegoed meldt u af bij voorschoolse opvang: vóór 08:00 uur op de dag zelf; in schoolvakanties met een contract van 40 of 41 weken per jaar: meer dan 10 werkdagen ervoor; anders: zonder grens.',
    )
  })

  test('has every kind of deadline', () => {
    const notice = (is: Policy['extra']['notice'][number]['is']) =>
      sentencesOf({ ...samplePolicy, extra: { ...samplePolicy.extra, notice: always(is) } }, 'en')
    expect(notice({ kind: 'clock', time: '18:30', before: { count: 1, unit: 'days' } })).toContain(
      'You ask for an extra day before 18:30 on the day before.',
    )
    expect(notice({ kind: 'weekday', weekday: 'thu', time: '13:00', weeksBefore: 3 })).toContain(
      'You ask for an extra day before 13:00 on the Thursday of the week 3 weeks earlier.',
    )
    expect(notice({ kind: 'hours', hours: 0, before: 'care', exactly: false })).toContain(
      'You ask for an extra day before the care starts.',
    )
    expect(notice({ kind: 'hours', hours: 24, before: 'day', exactly: false })).toContain(
      'You ask for an extra day more than 24 hours before the day begins.',
    )
  })

  test('has windows with the ends that come first', () => {
    const policy = withCredit({
      valid: always({
        from: [{ kind: 'length', length: { count: 1, unit: 'months' }, side: 'before', of: 'absence' }],
        until: [{ kind: 'period', period: 'year', monthsLater: 3 }, { kind: 'contract' }],
      }),
    })
    expect(sentencesOf(policy)).toContain(
      'Tegoed gebruikt u voor een dag van 1 maand voor de afwezigheid tot en met 3 maanden na het einde van het kalenderjaar van de afwezigheid of, als dat eerder is, het einde van het contract.',
    )
  })

  test('tells a cap with its period, and that it is in proportion', () => {
    const policy = withCredit({
      unit: { name: 'minutes' },
      caps: [{ most: always(2700), per: 'year', of: 'child', partYear: 'in-proportion' }],
    })
    expect(sentencesOf(policy)).toContain('U spaart per kind, per kalenderjaar, hooguit 45 uur tegoed.')
    expect(sentencesOf(policy)).toContain(
      'Loopt het contract een deel van het jaar, dan is dat naar verhouding.',
    )
  })

  test('tells of a kind of request that is never possible only that', () => {
    const policy = { ...samplePolicy, swap: { ...samplePolicy.swap, offered: always(false) } }
    const ofSwaps = sentencesOf(policy).filter((sentence) => /ruil/i.test(sentence))
    expect(ofSwaps).toEqual(['Ruilen kan niet.'])
  })

  test('tells all of a kind of request that some children can not ask for', () => {
    const offered = [{ when: { careTypes: ['peuter'] as const }, is: false }]
    const policy = { ...samplePolicy, swap: { ...samplePolicy.swap, offered } }
    expect(sentencesOf(policy)).toContain('Ruilen bij peuteropvang: kan niet; anders: kan.')
    expect(sentencesOf(policy)).toContain('Beide dagen van een ruiling zijn na vandaag.')
  })

  test('says where absences earn nothing', () => {
    const sentences = sentencesOf({ ...samplePolicy, credit: undefined })
    expect(sentences).toContain('Afwezigheid levert geen tegoed op.')
    expect(sentences).toContain('Een dag met tegoed vragen kan niet.')
    expect(sentences.filter((sentence) => sentence.startsWith('Tegoed'))).toEqual([])
  })
})

test.each(LANGUAGES)('every setting ends in a full stop and has no hole, in the language %s', (language) => {
  const sentences = sentencesOf(
    { ...samplePolicy, clauses: samplePolicy.clauses.map((clause) => ({ ...clause, rules: RULE_IDS })) },
    language,
  )
  expect(sentences.filter((sentence) => /undefined|\[object|NaN| {2}|[^.]$/.test(sentence))).toEqual([])
})
