import { unsubscribeLink } from '../../accounts/unsubscribe.ts'
import { render } from '../../mail/render.ts'
import { type NewsCounts, weeklyNews } from '../../mail/templates/weekly-news.ts'
import { listUnwanting } from '../../store/mail-preferences.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'
import { guardiansOf } from './guardians-of.ts'
import { type LetterTo, toGuardians, UNWANTED, type Written } from './letter.ts'

/** How much is new, unless the guardian has ended this mail since. */
export const prepareWeeklyNews = toGuardians(findCounts, writeNews)

async function findCounts(read: ReadDb, mails: readonly StoredMail[]) {
  const unwanting = await listUnwanting(read, 'weekly-news', guardiansOf(mails))
  const wanted = mails.filter(({ guardian_id }) => !unwanting.has(guardian_id ?? 0))
  return new Map(wanted.map(({ id, data }) => [id, data as unknown as NewsCounts]))
}

function writeNews({ facts, guardian, settings }: LetterTo<NewsCounts>): Written {
  if (!facts) return UNWANTED
  const { portalUrl, activationKey, look } = settings
  const about = { guardian: guardian.id, topic: 'weekly-news' } as const
  const unsubscribe = unsubscribeLink(portalUrl, about, activationKey)
  const { photos, diary, messages } = facts
  const data = {
    organisation: look.organisation,
    firstName: guardian.first_name ?? '',
    portal: portalUrl,
    unsubscribe,
    photos,
    diary,
    messages,
  }
  return { letter: render(weeklyNews, data, guardian.language, look), unsubscribe }
}
