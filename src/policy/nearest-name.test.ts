import { expect, test } from 'vitest'
import { nearestName } from './nearest-name.ts'

test.each([
  ['mial', ['media', 'mail'], 'mail'],
  ['activaton', ['activation', 'newsletter'], 'activation'],
  ['orgnaisation', ['organisation', 'policy'], 'organisation'],
  ['one', ['mail', 'media'], undefined],
  ['x', [], undefined],
])('%s among %j means %s', (written, names, meant) => {
  expect(nearestName(written, names)).toBe(meant)
})
