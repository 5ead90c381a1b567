import { type Rendered, render } from '../../mail/render.ts'
import { type InboxReportData, inboxReport } from '../../mail/templates/inbox-report.ts'
import { type MailHealthData, mailHealth } from '../../mail/templates/mail-health.ts'
import type { StoredMail } from '../../store/mails.ts'
import { type LetterSettings, orUnwritable, type Prepare, type Prepared } from './letter.ts'

/** Mails to the one address of the settings: what they say was written down when they were queued. */
function toAdministrator(write: (mail: StoredMail, settings: LetterSettings) => Rendered): Prepare {
  return async (_read, mails, settings) =>
    new Map(mails.map((mail) => [mail.id, orUnwritable((): Prepared => addressed(mail, settings, write))]))
}

function addressed(
  mail: StoredMail,
  settings: LetterSettings,
  write: (mail: StoredMail, settings: LetterSettings) => Rendered,
): Prepared {
  const { administrator } = settings
  if (administrator === undefined) return { skip: 'the settings name no administrator any more' }
  return { to: administrator, letter: write(mail, settings) }
}

/** What came of the files of the inbox. */
export const prepareInboxReport = toAdministrator(({ data, language }, { look }) => {
  const { files } = data as unknown as InboxReportData
  return render(inboxReport, { organisation: look.organisation, files }, language, look)
})

/** How many mails are in trouble. */
export const prepareMailHealth = toAdministrator(({ data, language }, { look }) => {
  const counts = data as unknown as Omit<MailHealthData, 'organisation'>
  return render(mailHealth, { ...counts, organisation: look.organisation }, language, look)
})
