import { render } from '../../mail/render.ts'
import { consentMissing } from '../../mail/templates/consent-missing.ts'
import type { Moment } from '../../rules/index.ts'
import type { StoredMail } from '../../store/mails.ts'
import { listMissingConsents } from '../../store/missing-consents.ts'
import type { ReadDb } from '../../store/open.ts'
import { guardiansOf } from './guardians-of.ts'
import { type LetterTo, toGuardians, type Written } from './letter.ts'

/** The question whether photos may be shared, about the children of whom there is still no answer. */
export const prepareConsent = toGuardians(findUnanswered, writeQuestion)

/** First names of children. */
type Unanswered = readonly string[]

async function findUnanswered(
  read: ReadDb,
  mails: readonly StoredMail[],
  { today }: Moment,
): Promise<ReadonlyMap<string, Unanswered>> {
  const missing = await listMissingConsents(read, today, guardiansOf(mails))
  return new Map(
    mails.map(({ id, guardian_id, data }) => {
      const asked = new Set(data.children as readonly number[])
      const rows = missing.filter((row) => row.guardian === guardian_id && asked.has(row.childId))
      return [id, rows.map(({ firstName }) => firstName)]
    }),
  )
}

function writeQuestion({ facts = [], guardian, location, settings }: LetterTo<Unanswered>): Written {
  if (facts.length === 0) return { skip: 'answered by now' }
  const { organisation } = settings.look
  const data = {
    organisation,
    firstName: guardian.first_name ?? '',
    children: facts,
    portal: settings.portalUrl,
    location: location?.name ?? organisation,
    locationPhone: location?.phone ?? '',
  }
  return { letter: render(consentMissing, data, guardian.language, settings.look) }
}
