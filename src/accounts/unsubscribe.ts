import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Moment } from '../rules/index.ts'
import { addAudit } from '../store/audit.ts'
import { type Preference, savePreference } from '../store/mail-preferences.ts'
import type { Store } from '../store/open.ts'
import type { Topic } from '../store/tables.ts'
import type { TopicOf } from './topic.ts'

export interface UnsubscribeHands {
  readonly store: Pick<Store, 'record'>
  /** The key of links in mails, hexadecimal. */
  readonly activationKey: string
}

const TOKEN = /^(newsletter|weekly-news)\.([1-9]\d{0,9})\.[\w-]{43}$/

/** The page where a guardian ends mail of a kind, with one click or by the mail reader itself (RFC 8058). */
export function unsubscribeLink(portalUrl: string, about: TopicOf, key: string): string {
  return `${portalUrl.replace(/\/+$/, '')}/afmelden?mail=${unsubscribeToken(about, key)}`
}

/** Whom and what a link is about, and 32 bytes that nobody can make without the key. It does not expire: a mail may be old. */
export function unsubscribeToken({ guardian, topic }: TopicOf, key: string): string {
  const mac = createHmac('sha256', Buffer.from(key, 'hex')).update(`unsubscribe/${topic}/${guardian}`)
  return `${topic}.${guardian}.${mac.digest('base64url')}`
}

/** What a token is about; undefined when it is not ours. Changes nothing: it is what a GET may show. */
export function readUnsubscribeToken(token: string, key: string): TopicOf | undefined {
  const [, topic, guardian] = TOKEN.exec(token) ?? []
  if (topic === undefined) return undefined
  const about = { guardian: Number(guardian), topic: topic as Topic }
  const ours = Buffer.from(unsubscribeToken(about, key))
  const given = Buffer.from(token)
  return ours.length === given.length && timingSafeEqual(ours, given) ? about : undefined
}

/**
 * Ends the mail that a token is about, for good; false when the token is not ours. To be called on a POST only: mail
 * scanners follow every link, and a GET must not unsubscribe.
 */
export function endMail(hands: UnsubscribeHands, token: string, at: Moment): Promise<boolean> {
  return changeMail(hands, token, { wanted: false, at })
}

/** Takes `endMail` back, for whoever pressed by mistake. */
export function wantMail(hands: UnsubscribeHands, token: string, at: Moment): Promise<boolean> {
  return changeMail(hands, token, { wanted: true, at })
}

async function changeMail(
  { store, activationKey }: UnsubscribeHands,
  token: string,
  { wanted, at }: { readonly wanted: boolean; readonly at: Moment },
): Promise<boolean> {
  const about = readUnsubscribeToken(token, activationKey)
  if (!about) return false
  await keepPreference(store, { guardian_id: about.guardian, topic: about.topic, wanted }, at)
  return true
}

/** What was so already leaves no second row in the audit. */
async function keepPreference(
  store: UnsubscribeHands['store'],
  preference: Preference,
  at: Moment,
): Promise<void> {
  await store.record(async (write) => {
    if (!(await savePreference(write, preference, at.now.toString()))) return
    await addAudit(write, {
      at: at.now.toString(),
      run_id: null,
      action: preference.wanted ? 'mail wanted' : 'mail ended',
      subject: 'mail_preferences',
      details: JSON.stringify({ guardian: preference.guardian_id, topic: preference.topic }),
    })
  })
}
