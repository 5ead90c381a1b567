import { Temporal } from 'temporal-polyfill'
import { compose } from './compose.ts'
import type { Language } from './letter.ts'
import type { Look } from './look.ts'
import type { Rendered } from './render.ts'
import { SAMPLES, type Sample } from './samples.ts'

/** What keeps mails of a template from being sent. */
export interface TemplateMistake {
  readonly template: string
  readonly language: Language
  readonly reason: string
}

export const LANGUAGES: readonly Language[] = ['nl', 'en']

const ENVELOPE = {
  messageId: 'sample@portaal.example',
  date: Temporal.Instant.fromEpochMilliseconds(0),
  from: { name: '', address: 'portaal@opvang.example' },
  replyTo: 'portaal@opvang.example',
  to: 'ouder@ouders.example',
}

// What JavaScript writes for a value that is not there.
const HOLE = /\b(undefined|null|NaN|Invalid Date)\b|\[object /

/** Makes a mail of every template in every language, and tells which can't be made: before the first, not at the five hundredth. */
export function checkTemplates(
  look: Look,
  samples: ReadonlyMap<string, Sample> = SAMPLES,
): readonly TemplateMistake[] {
  const mistakes: TemplateMistake[] = []
  for (const [template, sample] of samples) {
    for (const language of LANGUAGES) {
      const reason = mistakeIn(() => sample(language, look))
      if (reason !== undefined) mistakes.push({ template, language, reason })
    }
  }
  return mistakes
}

function mistakeIn(make: () => Rendered): string | undefined {
  try {
    const mail = make()
    compose({ ...mail, ...ENVELOPE })
    return incomplete(mail)
  } catch (error) {
    return (error as Error).message
  }
}

function incomplete({ subject, text, html }: Rendered): string | undefined {
  if (subject === '') return 'the subject is empty'
  const [hole] = HOLE.exec(`${subject} ${text} ${html}`) ?? []
  return hole === undefined ? undefined : `it says "${hole}" where a value should be`
}
