import type { z } from 'zod'
import { settingsAt } from './config-schema.ts'
import { UserError } from './errors.ts'
import { nearestName } from './policy/nearest-name.ts'

/** Where a setting was given, and what people call it there. */
export interface GivenAt {
  /** `settings.yaml, line 3: "mail.from"`, or the name of a flag or of the environment. */
  readonly named: string
  /** The same without the name, for a setting that there is not. */
  readonly place: string
  readonly name: string
}

export type FindGiven = (path: readonly PropertyKey[]) => GivenAt

/** Each mistake in a sentence that starts with its place. */
export function mistakesOf(error: z.ZodError | undefined, given: FindGiven): readonly string[] {
  return (error?.issues ?? []).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [ended(`${given(issue.path).named} ${inWords(issue)}`)]
    return issue.keys.map((key) => {
      const { place, name } = given([...issue.path, key])
      const nearest = nearestName(key, settingsAt(name.split('.').slice(0, -1)))
      const hint = nearest === undefined ? '.' : `: did you mean "${nearest}"?`
      return `${place}: there is no setting "${name}"${hint}`
    })
  })
}

/** All mistakes at once; one that all organisations share is told once. */
export function refuseMistakes(lines: readonly string[]): void {
  if (lines.length === 0) return
  throw new UserError(`${[...new Set(lines)].join('\n')}\nMend the settings and try again.`)
}

function ended(sentence: string): string {
  return sentence.endsWith('?') ? sentence : `${sentence}.`
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'must be text'],
  ['number', 'must be a number'],
  ['int', 'must be a whole number'],
])

/** What our own checks say is written for people; what the library says of types and choices is not. */
function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return TYPES.get(issue.expected) ?? 'must have settings of its own'
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`
  return issue.message
}
