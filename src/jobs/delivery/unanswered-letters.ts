import { render } from '../../mail/render.ts'
import { unansweredDigest } from '../../mail/templates/unanswered-digest.ts'
import { unansweredGuardian } from '../../mail/templates/unanswered-guardian.ts'
import { momentOf } from '../../rules/index.ts'
import { findGuardian, findLocation, listOpenRequests } from '../../store/letters.ts'
import { NO_ADDRESS, type Prepare, type Prepared } from './letter.ts'

const ANSWERED: Prepared = { skip: 'answered by now' }

/** To a location: the requests that wait too long, without those answered since (LK-5). */
export const prepareDigest: Prepare = async (read, mail, { organisation, portalUrl }) => {
  const requests = await listOpenRequests(read, mail.data.requests as readonly string[])
  const [first, ...others] = requests.map((row) => ({
    number: numberOf(row.id),
    kind: row.kind,
    askedAt: momentOf(row.asked_at).wall,
  }))
  if (!first) return ANSWERED
  const location = await findLocation(read, mail.location_id)
  if (!location?.email) return NO_ADDRESS
  const data = {
    organisation,
    location: location.name,
    portal: portalUrl,
    requests: [first, ...others] as const,
  }
  return { to: location.email, letter: render(unansweredDigest, data, mail.language) }
}

/** To the guardian who asked: the advice to phone (LK-5). */
export const prepareAdvice: Prepare = async (read, mail, { organisation }) => {
  const [request] = await listOpenRequests(read, [String(mail.data.request)])
  if (!request) return ANSWERED
  const guardian = await findGuardian(read, mail.guardian_id)
  if (!guardian?.email) return NO_ADDRESS
  const location = await findLocation(read, mail.location_id)
  const data = {
    organisation,
    firstName: guardian.first_name ?? '',
    location: location?.name ?? organisation,
    locationPhone: location?.phone ?? '',
    number: numberOf(request.id),
    kind: request.kind,
    askedOn: momentOf(request.asked_at).today,
  }
  return { to: guardian.email, letter: render(unansweredGuardian, data, guardian.language) }
}

/** So much of the id as staff type to answer a request. */
function numberOf(request: string): string {
  return request.slice(0, 8)
}
