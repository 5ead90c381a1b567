import { expect, test } from 'vitest'
import { fileKindOf, placeInOrder } from './file-kind.ts'

test.each([
  ['children.csv', 'children'],
  ['Kinderen 2026-03-02.csv', 'children'],
  ['kinderen-noord.CSV', 'children'],
  ['contracten_20260302.csv', 'contracts'],
  ['contracts2.csv', 'contracts'],
  ['locaties.csv', 'locations'],
  ['groepen.csv', 'groups'],
  ['sluitingsdagen-2026.csv', 'closures'],
  ['schoolvakanties.csv', 'school-holidays'],
])('%s holds %s', (name, kind) => {
  expect(fileKindOf(name, [])).toEqual({ kind })
})

test.each(['kinderenraad.csv', 'export.csv', '.csv'])('%s tells no kind', (name) => {
  expect(fileKindOf(name, [])).toBeUndefined()
})

test('the longest name of a profile counts, before any kind', () => {
  const profiles = ['planning', 'planning noord', 'kinderen']
  expect(fileKindOf('Planning noord 3.csv', profiles)).toEqual({ profile: 'planning noord' })
  expect(fileKindOf('planning-3.csv', profiles)).toEqual({ profile: 'planning' })
  expect(fileKindOf('kinderen.csv', profiles)).toEqual({ profile: 'kinderen' })
})

test('what others refer to goes first', () => {
  const names = ['contracten.csv', 'planning.csv', 'groepen.csv', 'locaties.csv']
  const order = names.toSorted((one, other) => placeOf(one) - placeOf(other))
  expect(order).toEqual(['locaties.csv', 'groepen.csv', 'planning.csv', 'contracten.csv'])
})

function placeOf(name: string): number {
  const kind = fileKindOf(name, ['planning'])
  return kind ? placeInOrder(kind) : -1
}
