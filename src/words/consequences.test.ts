import { expect, test } from 'vitest'
import type { Consequences } from '../rules/index.ts'
import { askableInWords, consequencesInWords } from './index.ts'

const NOTHING: Consequences = { earns: [], grants: [], spends: [], returns: [], lost: 0, invoiced: 0 }

const credit = {
  careType: 'NSO',
  absentOn: '2026-03-02',
  usableFrom: '2026-03-03',
  expiresOn: '2026-04-01',
  unit: 'minutes',
  amount: 270,
  minutes: 270,
} as const

test('credit is earned in its unit, for days of which both ends are told', () => {
  expect(consequencesInWords({ ...NOTHING, earns: [credit] }, 'nl')).toEqual([
    'Dit levert 4 uur en 30 minuten tegoed op voor naschoolse opvang, te gebruiken van dinsdag 3 maart 2026 tot en met woensdag 1 april 2026.',
  ])
})

test('credit that does not lapse has no last day', () => {
  const { expiresOn: _, ...lasting } = credit
  const earned = { ...lasting, unit: 'day-parts', amount: 2 } as const
  expect(consequencesInWords({ ...NOTHING, earns: [earned] }, 'en')).toEqual([
    'This earns 2 day-parts of credit for after-school care, to be used from Tuesday 3 March 2026 on.',
  ])
})

test('what is spent, comes back, lapses, is paid and is still to be decided is told in turn', () => {
  const use = { credit: 'credit-1', absentOn: '2026-03-02', amount: 270 } as const
  const all: Consequences = {
    ...NOTHING,
    spends: [use],
    returns: [use],
    lost: 30,
    invoiced: 60,
    decidedFrom: '2026-03-16',
    answered: true,
  }
  expect(consequencesInWords(all, 'nl')).toEqual([
    'Hiervoor wordt het tegoed van maandag 2 maart 2026 gebruikt.',
    'Het tegoed van maandag 2 maart 2026 komt terug.',
    'De rest van het tegoed vervalt: 30 minuten.',
    'U betaalt voor 1 uur opvang.',
    'Hierover wordt beslist op maandag 16 maart 2026 of later.',
    'U hoeft niet op een antwoord van de locatie te wachten.',
  ])
})

test('nothing that follows is no sentence', () => {
  expect(consequencesInWords(NOTHING, 'nl')).toEqual([])
})

test('a moment that is over is told as past, with the limit that is in time', () => {
  expect(askableInWords({ until: '2026-03-02T07:30:00' }, 'nl')).toBe(
    'U kon dit vragen tot en met maandag 2 maart 2026 om 07:30 uur.',
  )
})

test('the last second before a limit is told as before it', () => {
  expect(askableInWords({ until: '2026-03-02T07:29:59' }, 'nl')).toBe(
    'U kon dit vragen tot maandag 2 maart 2026 om 07:30 uur.',
  )
  expect(askableInWords({ until: '2026-03-02T23:59:59' }, 'en')).toBe(
    'You could ask this up to and including Monday 2 March 2026.',
  )
})

test('a moment to come is told as a day, with its end where it has one', () => {
  const from = '2026-03-02T00:00:00'
  expect(askableInWords({ from }, 'nl')).toBe('U kunt dit vragen vanaf maandag 2 maart 2026.')
  expect(askableInWords({ from, until: '2026-03-04T07:30:00' }, 'nl')).toBe(
    'U kunt dit vragen vanaf maandag 2 maart 2026 tot en met woensdag 4 maart 2026 om 07:30 uur.',
  )
})

test('without a moment there is no sentence', () => {
  expect(askableInWords({}, 'nl')).toBeUndefined()
})
