import { prepareActivation, prepareActivationReminder } from './activation-letter.ts'
import { prepareInboxReport, prepareMailHealth } from './administrator-letters.ts'
import { prepareConsent } from './consent-letter.ts'
import { prepareCredits } from './credits-letter.ts'
import { prepareExportEnded, prepareExportReady, prepareExportReminder } from './export-letters.ts'
import { prepareGroups } from './groups-letter.ts'
import type { MailKind } from './letter.ts'
import { prepareNewsletter } from './newsletter-letter.ts'
import { prepareAnswered, prepareReceived } from './request-letters.ts'
import { prepareAdvice, prepareDigest } from './unanswered-letters.ts'
import { prepareWeeklyNews } from './weekly-news-letter.ts'

/** How each stored mail becomes a letter, by the name of its template. */
export const mailKinds: ReadonlyMap<string, MailKind> = new Map([
  ['activation', { prepare: prepareActivation, onUnknown: 'resend' }],
  ['activation-reminder', { prepare: prepareActivationReminder, onUnknown: 'resend' }],
  ['export-ended', { prepare: prepareExportEnded, onUnknown: 'resend' }],
  ['export-ready', { prepare: prepareExportReady, onUnknown: 'resend' }],
  ['export-reminder', { prepare: prepareExportReminder, onUnknown: 'resend' }],
  ['groups-too-full', { prepare: prepareGroups, onUnknown: 'resend' }],
  ['request-answered', { prepare: prepareAnswered, onUnknown: 'resend' }],
  ['request-received', { prepare: prepareReceived, onUnknown: 'resend' }],
  ['consent-missing', { prepare: prepareConsent, onUnknown: 'resend' }],
  ['credits-expiring', { prepare: prepareCredits, onUnknown: 'resend' }],
  ['inbox-report', { prepare: prepareInboxReport, onUnknown: 'resend' }],
  ['mail-health', { prepare: prepareMailHealth, onUnknown: 'resend' }],
  ['newsletter', { prepare: prepareNewsletter, onUnknown: 'leave' }],
  ['unanswered-digest', { prepare: prepareDigest, onUnknown: 'resend' }],
  ['unanswered-guardian', { prepare: prepareAdvice, onUnknown: 'resend' }],
  ['weekly-news', { prepare: prepareWeeklyNews, onUnknown: 'leave' }],
])
