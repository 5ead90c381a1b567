import { prepareActivation, prepareActivationReminder } from './activation-letter.ts'
import type { MailKind } from './letter.ts'
import { prepareAdvice, prepareDigest } from './unanswered-letters.ts'

/** How each stored mail becomes a letter, by the name of its template. */
export const mailKinds: ReadonlyMap<string, MailKind> = new Map([
  ['activation', { prepare: prepareActivation, onUnknown: 'resend' }],
  ['activation-reminder', { prepare: prepareActivationReminder, onUnknown: 'resend' }],
  ['unanswered-digest', { prepare: prepareDigest, onUnknown: 'resend' }],
  ['unanswered-guardian', { prepare: prepareAdvice, onUnknown: 'resend' }],
])
