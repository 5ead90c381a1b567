import { render } from '../../mail/render.ts'
import { requestAnswered } from '../../mail/templates/request-answered.ts'
import { requestReceived } from '../../mail/templates/request-received.ts'
import { momentOf } from '../../rules/index.ts'
import { type AskedRequest, listAskedRequests } from '../../store/letters.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'
import { alternativeInWords, type Language } from '../../words/index.ts'
import { type LetterTo, toGuardians, type Written } from './letter.ts'
import { decidingInWords, followsInWords, insteadInWords, reasonsInWords } from './request-sentences.ts'
import { numberOf } from './unanswered-letters.ts'

/** To a guardian whose request waits: what was asked, and when an answer is due (LK-5). */
export const prepareReceived = toGuardians(findRequests, writeReceived)

/** To a guardian whose request has its answer: the outcome and why. */
export const prepareAnswered = toGuardians(findRequests, writeAnswered)

async function findRequests(read: ReadDb, mails: readonly StoredMail[]) {
  const requests = await listAskedRequests(
    read,
    mails.map(({ data }) => String(data.request)),
  )
  const byId = new Map(requests.map((request) => [request.id, request]))
  return new Map(
    mails.flatMap((mail) => {
      const request = byId.get(String(mail.data.request))
      // A mail about a request goes to the guardian who asked, whoever queued it.
      return request?.guardian_id === mail.guardian_id ? [[mail.id, request] as const] : []
    }),
  )
}

const NOT_THEIRS = { skip: 'the request is not, or no longer, of this guardian' }

function writeReceived(letter: LetterTo<AskedRequest>): Written {
  const { facts: request, guardian, settings } = letter
  if (!request) return NOT_THEIRS
  if (request.state !== 'open') return { skip: 'answered by now' }
  const { language } = guardian
  const data = {
    ...shared(letter, request, language),
    answerDue: request.answer_due ?? undefined,
    decided: decidingInWords(request, language),
    follows: followsInWords(request, language),
  }
  return { letter: render(requestReceived, data, language, settings.look) }
}

function writeAnswered(letter: LetterTo<AskedRequest>): Written {
  const { facts: request, guardian, settings } = letter
  if (!request) return NOT_THEIRS
  const { state } = request
  if (state === 'open') return { skip: 'there is no answer yet' }
  if (state === 'cancelled') return { skip: 'it was cancelled by now' }
  const { language } = guardian
  const data = {
    ...shared(letter, request, language),
    state,
    note: request.answer_note ?? '',
    follows: followsInWords(request, language),
    reasons: reasonsInWords(request, language),
    instead: insteadInWords(request, language),
  }
  return { letter: render(requestAnswered, data, language, settings.look) }
}

function shared(
  { guardian, location, settings }: LetterTo<AskedRequest>,
  request: AskedRequest,
  language: Language,
) {
  const { organisation } = settings.look
  return {
    organisation,
    firstName: guardian.first_name ?? '',
    child: request.child_name,
    number: numberOf(request.id),
    kind: request.kind,
    asked: alternativeInWords(request, language),
    askedOn: momentOf(request.asked_at).today,
    location: location?.name ?? organisation,
    locationPhone: location?.phone ?? '',
    portal: settings.portalUrl,
  }
}
