import { render } from '../../mail/render.ts'
import { unansweredDigest } from '../../mail/templates/unanswered-digest.ts'
import { unansweredGuardian } from '../../mail/templates/unanswered-guardian.ts'
import { momentOf } from '../../rules/index.ts'
import { listOpenRequests, type MailLocation, mapLocations } from '../../store/letters.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'
import {
  BOUNCED,
  type LetterSettings,
  type LetterTo,
  NO_ADDRESS,
  orUnwritable,
  type Prepare,
  type Prepared,
  toGuardians,
  type Written,
} from './letter.ts'

type OpenRequest = Awaited<ReturnType<typeof listOpenRequests>>[number]

const ANSWERED = { skip: 'answered by now' }

/** To a location: the requests that wait too long, without those answered since (LK-5). */
export const prepareDigest: Prepare = async (read, mails, settings) => {
  const open = await listOpenRequests(read, mails.flatMap(requestsOf))
  const locations = await mapLocations(read, mails)
  return new Map(
    mails.map((mail) => {
      const asked = new Set(requestsOf(mail))
      const waiting = open.filter(({ id }) => asked.has(id))
      const location = locations.get(mail.location_id ?? 0)
      return [mail.id, orUnwritable(() => digestOf(mail, waiting, location, settings))]
    }),
  )
}

function digestOf(
  mail: StoredMail,
  waiting: readonly OpenRequest[],
  location: MailLocation | undefined,
  settings: LetterSettings,
): Prepared {
  const [first, ...others] = waiting.map((row) => ({
    number: numberOf(row.id),
    kind: row.kind,
    askedAt: momentOf(row.asked_at).wall,
  }))
  if (!first) return ANSWERED
  if (!location?.email) return NO_ADDRESS
  if (location.bounced) return BOUNCED
  const data = {
    organisation: settings.look.organisation,
    location: location.name,
    portal: settings.portalUrl,
    requests: [first, ...others] as const,
  }
  return { to: location.email, letter: render(unansweredDigest, data, mail.language, settings.look) }
}

/** To the guardian who asked: the advice to phone (LK-5). */
export const prepareAdvice = toGuardians(findOpenRequest, writeAdvice)

async function findOpenRequest(read: ReadDb, mails: readonly StoredMail[]) {
  const open = await listOpenRequests(read, mails.flatMap(requestsOf))
  const byId = new Map(open.map((request) => [request.id, request]))
  return new Map(
    mails.flatMap((mail) => {
      const request = byId.get(String(mail.data.request))
      return request ? [[mail.id, request]] : []
    }),
  )
}

function writeAdvice({ facts, guardian, location, settings }: LetterTo<OpenRequest>): Written {
  if (!facts) return ANSWERED
  const { organisation } = settings.look
  const data = {
    organisation,
    firstName: guardian.first_name ?? '',
    location: location?.name ?? organisation,
    locationPhone: location?.phone ?? '',
    number: numberOf(facts.id),
    kind: facts.kind,
    askedOn: momentOf(facts.asked_at).today,
  }
  return { letter: render(unansweredGuardian, data, guardian.language, settings.look) }
}

/** What a mail is about: one request, or for a digest several. */
function requestsOf({ data }: StoredMail): readonly string[] {
  return (data.requests as readonly string[] | undefined) ?? [String(data.request)]
}

/** So much of the id as staff type to answer a request. */
export function numberOf(request: string): string {
  return request.slice(0, 8)
}
