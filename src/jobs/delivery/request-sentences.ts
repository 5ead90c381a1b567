import type { Askable, Consequences } from '../../rules/index.ts'
import type { AskedRequest } from '../../store/letters.ts'
import {
  alternativeInWords,
  askableInWords,
  consequencesInWords,
  type Language,
  nothingEarnedInWords,
  reasonInWords,
} from '../../words/index.ts'

const NOTHING: Consequences = { earns: [], grants: [], spends: [], returns: [], lost: 0, invoiced: 0 }

/** What comes of a request, or would if it is granted: credit that is earned, spent or comes back, and what is paid. */
export function followsInWords(request: AskedRequest, language: Language): readonly string[] {
  const { state, kind, consequences } = request
  if (state === 'refused') return []
  if (state === 'declined') return consequencesInWords({ ...NOTHING, returns: request.returned }, language)
  const { decidedFrom: _, answered: __, ...follows } = consequences ?? NOTHING
  const sentences = consequencesInWords(follows, language)
  return kind === 'absence' && sentences.length === 0 ? [nothingEarnedInWords(language)] : sentences
}

/** From which day on a waiting request is decided; nothing when at once. */
export function decidingInWords({ consequences }: AskedRequest, language: Language): string {
  const decidedFrom = consequences?.decidedFrom
  return decidedFrom ? consequencesInWords({ ...NOTHING, decidedFrom }, language).join(' ') : ''
}

/**
 * Why a request was refused, and when it could be asked; of an accepted one, why it earns nothing or is charged. What
 * the location decides has its own reason, which only the location can give.
 */
export function reasonsInWords({ state, verdict }: AskedRequest, language: Language): readonly string[] {
  if (state === 'declined') return []
  const broken = verdict.reasons.filter(({ held }) => held === false)
  const counted =
    state === 'refused' ? broken : broken.filter(({ about }) => about === 'credit' || about === 'charge')
  const when = state === 'refused' && 'askable' in verdict && verdict.askable
  const sentences = counted.map((reason) => reasonInWords(reason, language))
  return [...new Set([...sentences, ...(when ? askableSentence(when, language) : [])])]
}

function askableSentence(when: Askable, language: Language): readonly string[] {
  const sentence = askableInWords(when, language)
  return sentence === undefined ? [] : [sentence]
}

/** The nearest days that the rules would have allowed. */
export function insteadInWords({ state, verdict }: AskedRequest, language: Language): readonly string[] {
  if (state !== 'refused' || !('alternatives' in verdict)) return []
  return verdict.alternatives.map((alternative) => alternativeInWords(alternative, language))
}
