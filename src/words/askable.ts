import type { Askable, WallMoment } from '../rules/index.ts'
import * as en from './en/nouns.ts'
import { type LastMoment, lastMoment } from './format.ts'
import type { Language } from './language.ts'
import * as nl from './nl/nouns.ts'

/** When the same ask would be allowed, as a sentence; undefined when no moment is known. */
export function askableInWords({ from, until }: Askable, language: Language): string | undefined {
  const words = WORDS[language]
  const end = until && words.until(lastMoment(until))
  if (from) return words.possible(end ? `${words.from(from)} ${end}` : words.from(from))
  return end && words.past(end)
}

interface AskableWords {
  readonly possible: (moments: string) => string
  readonly past: (until: string) => string
  readonly from: (moment: WallMoment) => string
  readonly until: (last: LastMoment) => string
}

const WORDS: Readonly<Record<Language, AskableWords>> = {
  nl: {
    possible: (moments) => `U kunt dit vragen ${moments}.`,
    past: (until) => `U kon dit vragen ${until}.`,
    from: (moment) => `vanaf ${nl.dayOrMoment(moment)}`,
    until: (last) => {
      if ('day' in last) return `tot en met ${nl.day(last.day)}`
      return 'upTo' in last ? `tot en met ${nl.moment(last.upTo)}` : `tot ${nl.moment(last.before)}`
    },
  },
  en: {
    possible: (moments) => `You can ask this ${moments}.`,
    past: (until) => `You could ask this ${until}.`,
    from: (moment) => `from ${en.dayOrMoment(moment)} on`,
    until: (last) => {
      if ('day' in last) return `up to and including ${en.day(last.day)}`
      return 'upTo' in last
        ? `up to and including ${en.moment(last.upTo)}`
        : `before ${en.moment(last.before)}`
    },
  },
}
