import { expect, it } from 'vitest'
import { SAMPLES } from '../../mail/samples.ts'
import { mailKinds } from './kinds.ts'

it('every kind of mail has a sample to look at, and every sample is of a kind', () => {
  expect([...SAMPLES.keys()].toSorted()).toEqual([...mailKinds.keys()].toSorted())
})
