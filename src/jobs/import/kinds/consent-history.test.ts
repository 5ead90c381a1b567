import { expect, test } from 'vitest'
import { momentAtWall } from '../../../rules/index.ts'
import { placeInHistory, type StoredConsent } from './consent-history.ts'

function stored(given: string, withdrawn?: string): StoredConsent {
  return { givenAt: instant(given), withdrawnAt: withdrawn === undefined ? null : instant(withdrawn) }
}

function instant(wall: string): string {
  return momentAtWall(wall).now.toString()
}

const given = { givenOn: '2026-02-01', withdrawnOn: null } as const
const withdrawn = { givenOn: '2026-02-01', withdrawnOn: '2026-03-01' } as const

test('a first consent begins and ends with its days in Amsterdam', () => {
  expect(placeInHistory(given, [])).toEqual(stored('2026-02-01'))
  expect(placeInHistory(withdrawn, [])).toEqual(stored('2026-02-01', '2026-03-01'))
})

test('a consent of a day is that of the same day, at whatever hour it was given', () => {
  const known = stored('2026-02-01 23:59')
  expect(placeInHistory(given, [known])).toEqual(known)
  expect(placeInHistory(given, [stored('2026-02-02 00:00')])).toEqual(stored('2026-02-01'))
})

test('a withdrawal is of the consent that was live on that day', () => {
  const [first, second] = [stored('2026-02-01', '2026-02-05'), stored('2026-02-10 12:00')]
  expect(placeInHistory(withdrawn, [first, second])).toEqual({
    ...second,
    withdrawnAt: instant('2026-03-01'),
  })
})

test('a withdrawal is told twice and happens once', () => {
  const known = stored('2026-02-10 12:00', '2026-03-01 14:03')
  expect(placeInHistory(withdrawn, [known])).toEqual(known)
})

test('a withdrawal is not of a consent that was given after it', () => {
  const later = stored('2026-03-02')
  expect(placeInHistory(withdrawn, [later])).toEqual(stored('2026-02-01', '2026-03-01'))
})

test('what was withdrawn stays so at the moment it was', () => {
  const known = stored('2026-02-01', '2026-02-20')
  expect(placeInHistory(withdrawn, [known])).toEqual(known)
  expect(placeInHistory(given, [known])).toEqual(known)
})

test('a consent from before a withdrawal is withdrawn by it, one from after is live', () => {
  const history = [stored('2026-01-01', '2026-02-15 10:00'), stored('2026-02-16', '2026-02-20')]
  expect(placeInHistory(given, history)).toEqual(stored('2026-02-01', '2026-02-15 10:00'))
  expect(placeInHistory({ ...given, givenOn: '2026-02-21' }, history)).toEqual(stored('2026-02-21'))
})
