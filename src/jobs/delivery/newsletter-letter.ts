import { unsubscribeLink } from '../../accounts/unsubscribe.ts'
import { type MarkdownText, readMarkdown } from '../../mail/markdown.ts'
import { render } from '../../mail/render.ts'
import { newsletter } from '../../mail/templates/newsletter.ts'
import { listUnwanting } from '../../store/mail-preferences.ts'
import type { StoredMail } from '../../store/mails.ts'
import { listNewsletters } from '../../store/newsletters.ts'
import type { ReadDb } from '../../store/open.ts'
import { guardiansOf } from './guardians-of.ts'
import { type LetterTo, toGuardians, UNWANTED, type Written } from './letter.ts'

/** A newsletter in the words of the organisation, unless the guardian has ended newsletters since. */
export const prepareNewsletter = toGuardians(findNewsletter, writeNewsletter)

interface Newsletter extends MarkdownText {
  readonly subject: string
}

async function findNewsletter(
  read: ReadDb,
  mails: readonly StoredMail[],
): Promise<ReadonlyMap<string, Newsletter>> {
  const unwanting = await listUnwanting(read, 'newsletter', guardiansOf(mails))
  const wanted = mails.filter(({ guardian_id }) => !unwanting.has(guardian_id ?? 0))
  const newsletters = await readNewsletters(
    read,
    wanted.map(({ data }) => String(data.newsletter)),
  )
  return new Map(
    wanted.flatMap(({ id, data }) => {
      const found = newsletters.get(String(data.newsletter))
      return found ? [[id, found]] : []
    }),
  )
}

async function readNewsletters(read: ReadDb, ids: readonly string[]) {
  const newsletters = new Map<string, Newsletter>()
  for (const { id, subject, body } of await listNewsletters(read, ids)) {
    newsletters.set(id, { subject, ...(await readMarkdown(body)) })
  }
  return newsletters
}

function writeNewsletter({ facts, guardian, settings }: LetterTo<Newsletter>): Written {
  if (!facts) return UNWANTED
  const { portalUrl, activationKey, look } = settings
  const about = { guardian: guardian.id, topic: 'newsletter' } as const
  const unsubscribe = unsubscribeLink(portalUrl, about, activationKey)
  const { subject, title = [[{ text: subject }]], parts } = facts
  const data = {
    organisation: look.organisation,
    firstName: guardian.first_name ?? '',
    subject,
    title: { part: 'title', lines: title } as const,
    parts,
    unsubscribe,
  }
  return { letter: render(newsletter, data, guardian.language, look), unsubscribe }
}
