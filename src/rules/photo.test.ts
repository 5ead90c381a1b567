import { describe, expect, test } from 'vitest'
import { type Consent, photoFor } from './photo.ts'

const given: Consent = { child: 'Sem', guardian: 'mother', custody: true, givenAt: '2025-01-01' }
const father: Consent = { ...given, guardian: 'father' }
const withdrawn = { withdrawnAt: '2025-06-01' }

function photoWithSem(...consents: readonly Consent[]) {
  return photoFor('Femke', ['Femke', 'Sem'], consents)
}

describe('a photo', () => {
  test('without tags is left out', () => {
    expect(photoFor('Femke', [], [])).toBe('untagged')
  })

  test('of other children is left out', () => {
    expect(photoFor('Femke', ['Sem'], [given])).toBe('not-tagged')
  })

  test('of the own child alone needs no consent', () => {
    expect(photoFor('Femke', ['Femke'], [])).toBe('included')
  })

  test('with another child needs consent for that child', () => {
    expect(photoWithSem()).toBe('consent-missing')
    expect(photoWithSem({ ...given, child: 'Femke' })).toBe('consent-missing')
    expect(photoWithSem(given)).toBe('included')
  })

  test('is left out when any guardian with custody withdrew', () => {
    expect(photoWithSem(given, { ...father, ...withdrawn })).toBe('consent-missing')
  })

  test('is left out when only a guardian without custody gave consent', () => {
    expect(photoWithSem({ ...given, custody: false })).toBe('consent-missing')
    expect(photoWithSem({ ...given, custody: false }, father)).toBe('included')
  })

  test('is kept when a guardian without custody withdrew', () => {
    expect(photoWithSem(given, { ...father, ...withdrawn, custody: false })).toBe('included')
  })

  test('is left out when the only consent was withdrawn, custody or not', () => {
    expect(photoWithSem({ ...given, ...withdrawn, custody: false })).toBe('consent-missing')
  })

  test('is back when the guardian gives consent anew', () => {
    expect(photoWithSem({ ...given, givenAt: '2025-07-01' }, { ...given, ...withdrawn })).toBe('included')
  })
})
