import { describe, expect, test } from 'vitest'
import type { FactsOf, Reason, RuleId } from '../rules/index.ts'
import { reasonInWords } from './index.ts'

type Told = Pick<Reason, 'held'> & Partial<Reason>

function told<Id extends RuleId>(rule: Id, facts: FactsOf<Id>, reason: Told): Reason {
  return { rule, clause: 'LK-8', about: 'request', facts, ...reason }
}

const late = {
  date: '2026-03-09',
  askedAt: '2026-03-06T10:00:00',
  limit: '2026-03-06T00:00:00',
  limitIncluded: false,
} as const

describe('a deadline in words', () => {
  test('names the last day where the limit is the end of it', () => {
    const facts = { ...late, lastDay: '2026-03-05' } as const
    expect(reasonInWords(told('credit-day.notice', facts, { held: false }), 'nl')).toBe(
      'Te laat aangevraagd: vrijdag 6 maart 2026 om 10:00 uur. Voor maandag 9 maart 2026 kon dat tot en met donderdag 5 maart 2026.',
    )
  })

  test('says before where the limit itself is too late', () => {
    expect(reasonInWords(told('credit-day.notice', late, { held: false }), 'en')).toContain(
      'For Monday 9 March 2026 it was possible before Friday 6 March 2026 at 00:00.',
    )
  })

  test('says only the time where the limit lies on the day itself', () => {
    const facts = { ...late, limit: '2026-03-09T07:30:00' } as const
    const sentences = (['nl', 'en'] as const).map((language) =>
      reasonInWords(told('credit.reported-in-time', facts, { held: true }), language),
    )
    expect(sentences).toEqual([
      expect.stringContaining('Voor maandag 9 maart 2026 kon dat tot 07:30 uur op die dag.'),
      expect.stringContaining('For Monday 9 March 2026 it was possible before 07:30 that day.'),
    ])
  })

  test('names the care where an absence is of several types', () => {
    const reason = told('credit.reported-in-time', late, { held: true, about: 'credit', of: 'VSO' })
    expect(reasonInWords(reason, 'nl')).toMatch(/^Op tijd afgemeld: .* Dit gaat over voorschoolse opvang\.$/)
  })
})

describe('a cancellation in words', () => {
  const never = { state: 'granted', date: '2026-03-09', possible: false } as const

  test('that is refused ends with the reason', () => {
    expect(reasonInWords(told('cancel.notice', never, { held: false }), 'nl')).toBe(
      'Te laat om af te zeggen: de aanvraag voor maandag 9 maart 2026 is al toegezegd.',
    )
  })

  test('that is charged goes on, and says what it costs', () => {
    const reason = told('cancel.notice', never, { held: false, about: 'charge' })
    expect(reasonInWords(reason, 'nl')).toMatch(/U kunt wel afzeggen, maar de dag telt als gebruikt\.$/)
    expect(reasonInWords({ ...reason, held: true }, 'nl')).not.toContain('gebruikt')
  })

  test('of an open request is a withdrawal', () => {
    const facts = { ...late, state: 'open' } as const
    expect(reasonInWords(told('cancel.notice', facts, { held: false }), 'en')).toMatch(/^Withdrawn too late/)
  })
})

describe('an amount in words', () => {
  const price = { date: '2026-03-09', size: 'any', price: 630, worth: 60 } as const
  const priced = (unit: FactsOf<'credit.covers-day'>['unit'], language: 'nl' | 'en') =>
    reasonInWords(told('credit.covers-day', { ...price, unit }, { held: false }), language)

  test('of minutes is hours and minutes', () => {
    expect(priced('minutes', 'nl')).toBe(
      'De opvang op maandag 9 maart 2026 kost 10 uur en 30 minuten tegoed. U kunt gebruiken: 1 uur tegoed. Dat is niet genoeg.',
    )
    expect(priced('minutes', 'en')).toContain(
      '10 hours and 30 minutes of credit. You can use 1 hour of credit.',
    )
  })

  test('of points has the decimal mark of the language, and one of its own for a single point', () => {
    const facts = { ...price, unit: 'points', price: 2.5, worth: 1 } as const
    const reason = told('credit.covers-day', facts, { held: false })
    expect(reasonInWords(reason, 'nl')).toMatch(/kost 2,5 punten tegoed.*: 1 punt tegoed\./)
    expect(reasonInWords(reason, 'en')).toMatch(/costs 2\.5 points of credit.* 1 point of credit\./)
  })
})

describe('days in words', () => {
  const window = { give: '2026-03-02', date: '2026-05-01' } as const
  const swapped = (days: { from?: '2026-02-01'; until?: '2026-04-01' }) =>
    reasonInWords(told('swap.window', { ...window, ...days }, { held: false }), 'nl')

  test('have two ends, or one side that is open', () => {
    expect(swapped({ from: '2026-02-01', until: '2026-04-01' })).toMatch(
      /een dag van zondag 1 februari 2026 tot en met woensdag 1 april 2026\.$/,
    )
    expect(swapped({ from: '2026-02-01' })).toMatch(/een dag vanaf zondag 1 februari 2026\.$/)
    expect(swapped({ until: '2026-04-01' })).toMatch(/een dag tot en met woensdag 1 april 2026\.$/)
  })

  test('of credit that does not lapse have no end', () => {
    const facts: FactsOf<'credit.valid-on-day'> = {
      date: '2026-03-01',
      absentOn: ['2026-03-02', '2026-03-05', '2026-03-05'],
      usableFrom: ['2026-03-03', '2026-03-06', '2026-03-06'],
      expiresOn: ['2026-04-01', 'never', 'never'],
    }
    expect(reasonInWords(told('credit.valid-on-day', facts, { held: false }), 'nl')).toBe(
      'Geen tegoed is geldig op zondag 1 maart 2026. Tegoed van maandag 2 maart 2026 geldt van dinsdag 3 maart 2026 tot en met woensdag 1 april 2026. Tegoed van donderdag 5 maart 2026 geldt vanaf vrijdag 6 maart 2026.',
    )
  })
})

test('a cap says in which time it counts', () => {
  const capped = (per: FactsOf<'credit.cap'>['per']) =>
    reasonInWords(
      told('credit.cap', { unit: 'minutes', most: 2700, before: 2700, per }, { held: false }),
      'nl',
    )
  expect(capped('year')).toContain('U spaart hooguit 45 uur tegoed per kalenderjaar.')
  expect(capped('contract-year')).toContain('per contractjaar')
  expect(capped('balance')).toContain('U kunt hooguit 45 uur tegoed tegelijk hebben.')
})

test('what no house rule says is told as missing', () => {
  const reason = told(
    'cancel.notice',
    { state: 'granted', date: '2026-03-09', possible: false },
    { held: 'unknown', facts: { missing: ['house-rule'] } },
  )
  expect(reasonInWords(reason, 'nl')).toBe(
    'Op tijd afzeggen: dat is niet te zeggen, want de huisregels zeggen hier niets over. De locatie kijkt ernaar.',
  )
})

test('a public holiday that earns is not told as an open day', () => {
  const facts = { date: '2026-04-06', closedBy: 'nothing' } as const
  const reason = told('credit.not-closed-day', facts, { held: true, about: 'credit' })
  expect(reasonInWords(reason, 'nl')).toBe('Op maandag 6 april 2026 kan de opvang tegoed opleveren.')
})
