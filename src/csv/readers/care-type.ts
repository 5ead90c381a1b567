import type { CareType } from '../../rules/world.ts'
import { word } from './text.ts'

/** Those that a planning package can deliver, in any case. */
const MEANINGS = {
  KDV: 'KDV',
  peuter: 'peuter',
  VSO: 'VSO',
  NSO: 'NSO',
  BSO: 'BSO',
} as const satisfies Record<string, CareType>

export const careType = word<CareType>(MEANINGS, { fault: 'unknown-care-type' })
