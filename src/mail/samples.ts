import type { Language, Template } from './letter.ts'
import type { Look } from './look.ts'
import { type Rendered, render } from './render.ts'
import { ACTIVATION } from './samples/accounts.ts'
import { HANDLED, TROUBLED } from './samples/administrator.ts'
import { ENDED, OFFERED } from './samples/exports.ts'
import { TOO_FULL } from './samples/groups.ts'
import { CONSENT_MISSING, CREDITS_EXPIRING, NEWSLETTER, WEEKLY_NEWS } from './samples/news.ts'
import { ADVICE, DIGEST, receivedRequest, refusedRequest } from './samples/requests.ts'
import { activation } from './templates/activation.ts'
import { activationReminder } from './templates/activation-reminder.ts'
import { consentMissing } from './templates/consent-missing.ts'
import { creditsExpiring } from './templates/credits-expiring.ts'
import { exportEnded } from './templates/export-ended.ts'
import { exportReady, exportReminder } from './templates/export-offered.ts'
import { groupsTooFull } from './templates/groups-too-full.ts'
import { inboxReport } from './templates/inbox-report.ts'
import { mailHealth } from './templates/mail-health.ts'
import { newsletter } from './templates/newsletter.ts'
import { requestAnswered } from './templates/request-answered.ts'
import { requestReceived } from './templates/request-received.ts'
import { unansweredDigest } from './templates/unanswered-digest.ts'
import { unansweredGuardian } from './templates/unanswered-guardian.ts'
import { weeklyNews } from './templates/weekly-news.ts'

/** A mail as it could be sent, about people who do not exist. */
export type Sample = (language: Language, look: Look, portalUrl?: string) => Rendered

/** A mail of every template that there is, by its name. */
export const SAMPLES: ReadonlyMap<string, Sample> = new Map([
  ['activation', sample(activation, () => ACTIVATION)],
  ['activation-reminder', sample(activationReminder, () => ACTIVATION)],
  ['consent-missing', sample(consentMissing, () => CONSENT_MISSING)],
  ['credits-expiring', sample(creditsExpiring, CREDITS_EXPIRING)],
  ['export-ended', sample(exportEnded, () => ENDED)],
  ['export-ready', sample(exportReady, () => OFFERED)],
  ['export-reminder', sample(exportReminder, () => OFFERED)],
  ['groups-too-full', sample(groupsTooFull, () => TOO_FULL)],
  ['inbox-report', sample(inboxReport, () => HANDLED)],
  ['mail-health', sample(mailHealth, () => TROUBLED)],
  ['newsletter', sample(newsletter, () => NEWSLETTER)],
  ['request-answered', sample(requestAnswered, refusedRequest)],
  ['request-received', sample(requestReceived, receivedRequest)],
  ['unanswered-digest', sample(unansweredDigest, () => DIGEST)],
  ['unanswered-guardian', sample(unansweredGuardian, () => ADVICE)],
  ['weekly-news', sample(weeklyNews, () => WEEKLY_NEWS)],
])

function sample<Data extends { readonly organisation: string }>(
  template: Template<Data>,
  dataIn: (language: Language) => Omit<Data, 'organisation'>,
): Sample {
  return (language, look, portalUrl) => {
    // TypeScript does not see that leaving out a key and adding it comes to the same.
    const data = {
      ...inPortal(dataIn(language), portalUrl),
      organisation: look.organisation,
    } as unknown as Data
    return render(template, data, language, look)
  }
}

const EXAMPLE = 'https://portaal.example'

/** The links of the sample lead to this portal, where there is one. */
function inPortal(data: object, portalUrl = EXAMPLE): object {
  const entries = Object.entries(data).map(([name, value]) => [
    name,
    typeof value === 'string' && value.startsWith(EXAMPLE)
      ? portalUrl.replace(/\/+$/, '') + value.slice(EXAMPLE.length)
      : value,
  ])
  return Object.fromEntries(entries)
}
