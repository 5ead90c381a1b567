import type { Choice, Situation } from '../rules/index.ts'

/** How settings that depend on circumstances are said in one language. */
export interface ChoiceWords {
  /** The circumstances, as a part of a sentence. */
  readonly situation: (when: Situation) => string
  readonly otherwise: string
  readonly noLimit: string
}

type Say<T> = (is: T) => string

/** Words for each part of a situation; a part without words doesn't compile. */
export type SituationWords = { readonly [Part in keyof Situation]-?: (when: Required<Situation>) => string }

/** The parts of a situation in the order of the words. */
export function situationParts(words: SituationWords, when: Situation): string {
  const parts = (Object.keys(words) as (keyof Situation)[]).filter((part) => when[part] !== undefined)
  return parts.map((part) => words[part](when as Required<Situation>)).join(' ')
}

/** Sentences on settings in the words of a language. */
export function choiceSentences(words: ChoiceWords) {
  /** A setting that always has a meaning; `unset` where nothing is set. */
  const setting = <T>(lead: string, choice: Choice<T>, say: Say<T>, unset: string): readonly string[] => [
    `${lead} ${eachCase(choice, say, unset, words)}.`,
  ]
  /** One that is not worth a sentence where it is set nowhere; `unset` where it is not set in all cases. */
  const limit = <T>(
    lead: string,
    choice: Choice<T>,
    say: Say<T>,
    unset = words.noLimit,
  ): readonly string[] => (choice.length === 0 ? [] : setting(lead, choice, say, unset))
  return { setting, limit }
}

/** The setting or, where it depends, each case with its circumstances: `bij peuteropvang: a; anders: b`. */
function eachCase<T>(choice: Choice<T>, say: Say<T>, unset: string, words: ChoiceWords): string {
  const always = choice.findIndex(({ when }) => Object.keys(when).length === 0)
  const special = always === -1 ? choice : choice.slice(0, always)
  const last = choice[always]
  const rest = last ? say(last.is) : unset
  if (special.length === 0) return rest
  const cases = special.map(({ when, is }) => `${words.situation(when)}: ${say(is)}`)
  return [...cases, `${words.otherwise}: ${rest}`].join('; ')
}
