import { describe, expect, test } from 'vitest'
import { type Ask, addDays, decide, type Reason, RULE_IDS, type RuleId } from '../rules/index.ts'
import { sampleAsking, samplePolicy, sampleWorld } from '../rules/test-world.ts'
import {
  alternativeInWords,
  clauseText,
  LANGUAGES,
  outcomeInWords,
  reasonInWords,
  ruleTitle,
  stateInWords,
} from './index.ts'

function reason(rule: RuleId, held: Reason['held'], facts: Reason['facts']): Reason {
  return { rule, clause: 'LK-1', about: 'request', held, facts }
}

const notice = {
  date: '2026-03-06',
  askedAt: '2026-03-04T07:31:00',
  limit: '2026-03-04T07:30:00',
  limitIncluded: true,
  startOfCare: '07:30',
}

describe('a reason in words', () => {
  test('carries the facts that were compared, in Dutch', () => {
    expect(reasonInWords(reason('extra.notice', false, notice), 'nl')).toBe(
      'Te laat aangevraagd: woensdag 4 maart 2026 om 07:31 uur. Voor vrijdag 6 maart 2026 kon dat tot en met woensdag 4 maart 2026 om 07:30 uur, want de opvang begint dan om 07:30 uur.',
    )
  })

  test('carries the facts that were compared, in English', () => {
    expect(reasonInWords(reason('extra.notice', false, notice), 'en')).toBe(
      'Asked too late: Wednesday 4 March 2026 at 07:31. For Friday 6 March 2026 it was possible up to and including Wednesday 4 March 2026 at 07:30, for the care starts at 07:30 that day.',
    )
  })

  test('shows the seconds where they decide', () => {
    const facts = { ...notice, askedAt: '2026-03-04T07:29:59' }
    expect(reasonInWords(reason('extra.notice', true, facts), 'nl')).toContain('om 07:29:59 uur')
  })

  test('names what closes the day', () => {
    const facts = { date: '2026-04-06', closedBy: 'public-holiday', name: 'easter-monday' }
    expect(reasonInWords(reason('day.open', false, facts), 'nl')).toBe(
      'Op maandag 6 april 2026 kan uw kind niet komen: de locatie is dicht (tweede paasdag).',
    )
  })

  test('says what is missing when a rule can not be decided', () => {
    expect(reasonInWords(reason('group.has-place', 'unknown', { missing: ['places'] }), 'nl')).toBe(
      'Er is plaats in de groep: dat is niet te zeggen, want niet bekend is hoeveel plaatsen de groep heeft. De locatie kijkt ernaar.',
    )
  })
})

describe.each(LANGUAGES)('in the language %s', (language) => {
  test('no sentence on a verdict has a hole where a fact should be', () => {
    const days = Array.from({ length: 40 }, (_, ahead) => addDays('2026-03-02', ahead))
    const asks = days.flatMap((date): Ask[] => [
      { kind: 'absence', child: 'Femke', date },
      { kind: 'swap', child: 'Femke', give: date, take: addDays(date, 1) },
      { kind: 'credit-day', child: 'Femke', date, careType: 'NSO', from: '2026-03-02' },
      { kind: 'cancel', child: 'Femke', date },
    ])
    const sentences = asks
      .flatMap((ask) => decide(sampleAsking('2026-03-04 10:00', ask), sampleWorld(), samplePolicy).reasons)
      .map((one) => reasonInWords(one, language))
    expect(sentences.filter((sentence) => /undefined|NaN|\[object| {2}|[^.]$/.test(sentence))).toEqual([])
  })

  test('every rule has a title of its own', () => {
    expect(new Set(RULE_IDS.map((rule) => ruleTitle(rule, language))).size).toBe(RULE_IDS.length)
  })

  test('every outcome has a sentence of its own', () => {
    const outcomes = (['allowed', 'refused', 'needs-review'] as const).map((one) =>
      outcomeInWords(one, language),
    )
    expect(new Set(outcomes).size).toBe(3)
  })
})

test('an alternative is a proposal with its day', () => {
  const ask = { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-06' } as const
  expect(alternativeInWords({ ask }, 'nl')).toBe('donderdag 5 maart 2026 ruilen voor vrijdag 6 maart 2026')
})

test('a clause has its text in each language, and a rule of every policy has none', () => {
  expect(clauseText(samplePolicy, 'LK-4', 'nl')).toBe('Op tijd.')
  expect(clauseText(samplePolicy, 'LK-4', 'en')).toBe('In time.')
  expect(clauseText(samplePolicy, 'always', 'en')).toBeUndefined()
})

test('an absence is recorded, and only what was asked for is granted', () => {
  expect(stateInWords({ kind: 'absence', state: 'granted' }, 'nl')).toBe('is verwerkt')
  expect(stateInWords({ kind: 'extra', state: 'granted' }, 'nl')).toBe('is toegezegd')
})

test('an open request says when its answer is due, where that is known', () => {
  expect(stateInWords({ kind: 'extra', state: 'open', answerDue: '2026-03-04' }, 'en')).toBe(
    'waits for an answer, Wednesday 4 March 2026 at the latest',
  )
  expect(stateInWords({ kind: 'extra', state: 'open' }, 'en')).toBe('waits for an answer')
})

test('only the days that lie too far ahead are named as such', () => {
  const facts = {
    dates: ['2026-03-12', '2026-05-15'],
    today: '2026-03-02',
    latest: '2026-04-01',
  }
  const sentence = reasonInWords(
    { rule: 'swap.horizon', clause: 'LK-2', held: false, about: 'request', facts },
    'en',
  )
  expect(sentence).toContain('15 May')
  expect(sentence).not.toContain('12 March')
})

test('a second report of the same absence is told as such', () => {
  const facts = { date: '2026-03-02', planned: [], sought: 'care', takenBy: 'absence' }
  const reason = { rule: 'day.planned', clause: 'always', held: false, about: 'request', facts } as const
  expect(reasonInWords(reason, 'nl')).toBe('Uw kind is al afgemeld voor maandag 2 maart 2026.')
})
