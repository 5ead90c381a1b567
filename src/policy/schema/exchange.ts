import { z } from 'zod'
import { CARE_TYPES } from '../../rules/world.ts'
import { situation } from '../terms/choice.ts'
import { eitherOf } from '../values.ts'

/** Which care can become which. */
export const exchange = eitherOf('`same`, `any`, or lists of care types', [
  z.enum(['same', 'any']),
  z.array(z.array(z.enum(CARE_TYPES)).min(2)).min(1),
]).default('same')

/** Which care can't become which other. */
export const exclusions = z.array(z.strictObject({ from: situation, to: situation })).default([])

/** How an amount a year counts for a part of a year. */
export const partYear = z.enum(['whole', 'in-proportion']).default('whole')
