import { prepareActivation } from './activation-letter.ts'
import type { Prepare } from './letter.ts'
import { prepareAdvice, prepareDigest } from './unanswered-letters.ts'

/** How each stored mail becomes a letter, by the name of its template. */
export const letters: ReadonlyMap<string, Prepare> = new Map([
  ['activation', prepareActivation],
  ['unanswered-digest', prepareDigest],
  ['unanswered-guardian', prepareAdvice],
])
