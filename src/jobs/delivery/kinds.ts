import { prepareActivation } from './activation-letter.ts'
import { prepareConsent } from './consent-letter.ts'
import { prepareCredits } from './credits-letter.ts'
import type { MailKind } from './letter.ts'
import { prepareNewsletter } from './newsletter-letter.ts'
import { prepareAdvice, prepareDigest } from './unanswered-letters.ts'
import { prepareWeeklyNews } from './weekly-news-letter.ts'

/** How each stored mail becomes a letter, by the name of its template. */
export const mailKinds: ReadonlyMap<string, MailKind> = new Map([
  ['activation', { prepare: prepareActivation, onUnknown: 'resend' }],
  ['consent-missing', { prepare: prepareConsent, onUnknown: 'resend' }],
  ['credits-expiring', { prepare: prepareCredits, onUnknown: 'resend' }],
  ['newsletter', { prepare: prepareNewsletter, onUnknown: 'leave' }],
  ['unanswered-digest', { prepare: prepareDigest, onUnknown: 'resend' }],
  ['unanswered-guardian', { prepare: prepareAdvice, onUnknown: 'resend' }],
  ['weekly-news', { prepare: prepareWeeklyNews, onUnknown: 'leave' }],
])
