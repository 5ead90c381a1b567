import { expect, test } from 'vitest'
import { findNamed } from './find-named.ts'

const ALL = ['De Lelie', 'De Boomhut', 'de boomhut'].map((name) => ({ name }))

test('a name is found with other capitals, when only one is so called', () => {
  expect(findNamed('location', 'de lelie', ALL).name).toBe('De Lelie')
})

test('of two that differ in capitals only the one that is written so is meant', () => {
  expect(findNamed('location', 'de boomhut', ALL).name).toBe('de boomhut')
  expect(() => findNamed('location', 'DE BOOMHUT', ALL)).toThrow('There is no location "DE BOOMHUT"')
})

test('a slip is met with the name that was meant', () => {
  expect(() => findNamed('location', 'De Leli', ALL)).toThrow('did you mean "De Lelie"?')
})

test('a name that is like no other is met with all of them', () => {
  expect(() => findNamed('group', 'x', ALL)).toThrow('choose one of De Boomhut, De Lelie, de boomhut.')
  expect(() => findNamed('group', 'x', [])).toThrow('choose one of (none yet).')
})
