import { SAMPLES } from '../../mail/samples.ts'
import type { StoredMail } from '../../store/mails.ts'
import { listNewsletters } from '../../store/newsletters.ts'
import type { ReadDb } from '../../store/open.ts'
import type { LetterSettings } from '../delivery/letter.ts'

/** Their subjects tell the answer, or how many requests wait: of a mail that can't be written any more nobody knows. */
const OF_ITS_OWN = new Set(['request-answered', 'unanswered-digest'])

/** The subject of a mail that says nothing any more; undefined where only the mail itself could tell. */
export async function subjectOf(
  read: ReadDb,
  { template, language, data }: StoredMail,
  { look }: LetterSettings,
): Promise<string | undefined> {
  if (template === 'newsletter') return (await listNewsletters(read, [String(data.newsletter)]))[0]?.subject
  return OF_ITS_OWN.has(template) ? undefined : SAMPLES.get(template)?.(language, look).subject
}
