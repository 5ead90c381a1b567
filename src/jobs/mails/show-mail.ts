import { type Moment, momentOf } from '../../rules/index.ts'
import { mapAddressees, mapLocations } from '../../store/letters.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb, Store } from '../../store/open.ts'
import { mailKinds } from '../delivery/kinds.ts'
import type { Prepared, ReadyMail } from '../delivery/letter.ts'
import type { MailSettings } from '../delivery/open.ts'
import { putInEnvelope } from '../delivery/prepare.ts'
import { findMailByPrefix } from './find-mail.ts'
import { headersOf, type MailHeader } from './headers.ts'
import { subjectOf } from './subject.ts'

export type MailView = Awaited<ReturnType<typeof showMail>>

/** One mail: how it stands, and the headers that it would carry if it were sent now. Neither its text nor its links. */
export async function showMail({ read }: Store, prefix: string, settings: MailSettings, at: Moment) {
  const mail = await findMailByPrefix(read, prefix)
  const named = { ...mail, message_id: messageIdOf(mail, settings) }
  const prepared = await prepare(read, named, settings, at)
  return {
    ...standingOf(mail),
    /** Why it would not be sent now; null: it would. */
    ...('to' in prepared
      ? { notNow: null, headers: await wholeHeaders(named, prepared, settings) }
      : {
          notNow: 'skip' in prepared ? prepared.skip : prepared.fail,
          headers: await bareHeaders(read, named, settings),
        }),
  }
}

function standingOf(mail: StoredMail) {
  return {
    id: mail.id,
    template: mail.template,
    state: mail.state,
    reason: mail.reason,
    guardian: mail.guardian_id,
    location: mail.location_id,
    language: mail.language,
    tries: mail.tries,
    attempts: mail.attempts,
    createdAt: momentOf(mail.created_at).wall,
    firstTriedAt: wallOf(mail.first_tried_at),
    tryAfter: wallOf(mail.try_after),
    heldSince: wallOf(mail.claimed_at),
    sentAt: wallOf(mail.sent_at),
  }
}

function wallOf(instant: string | null): string | null {
  return instant === null ? null : momentOf(instant).wall
}

/** It gets the host of its Message-ID when it is sent first. */
function messageIdOf({ message_id }: StoredMail, { portalUrl }: MailSettings): string {
  return message_id.includes('@') ? message_id : `${message_id}@${new URL(portalUrl).hostname}`
}

async function prepare(
  read: ReadDb,
  mail: StoredMail,
  settings: MailSettings,
  at: Moment,
): Promise<Prepared> {
  const kind = mailKinds.get(mail.template)
  if (!kind) return { fail: `there is no template "${mail.template}"` }
  const prepared = await kind.prepare(read, [mail], settings, at)
  return prepared.get(mail.id) ?? { fail: 'nothing was prepared' }
}

async function wholeHeaders(mail: StoredMail, ready: ReadyMail, settings: MailSettings) {
  const { bytes } = await putInEnvelope(mail, ready, { ...settings, letter: settings })
  return headersOf(bytes)
}

/** Of a mail that says nothing any more, what is known without its text. */
async function bareHeaders(
  read: ReadDb,
  mail: StoredMail,
  settings: MailSettings,
): Promise<readonly MailHeader[]> {
  const { to, replyTo = settings.replyTo } = await addressesOf(read, mail)
  const subject = await subjectOf(read, mail, settings)
  // Of an empty letter to ourselves, so that they have the form and the order of those that are sent.
  const blank = { to: settings.replyTo, replyTo, letter: { subject: subject ?? '', text: '', html: '' } }
  const { bytes } = await putInEnvelope(mail, blank, { ...settings, letter: settings, sign: undefined })
  const known = new Map([
    ...['From', 'Reply-To', 'Message-ID', 'Date'].map((name) => [name, undefined] as const),
    ...(to === undefined ? [] : [['To', settings.redirectAll ?? to] as const]),
    ...(subject === undefined ? [] : [['Subject', undefined] as const]),
  ])
  const headers = await headersOf(bytes)
  return headers
    .filter(({ name }) => known.has(name))
    .map(({ name, value }) => ({ name, value: known.get(name) ?? value }))
}

/** As they are now: a reply to a mail to a guardian goes to the location. */
async function addressesOf(read: ReadDb, mail: StoredMail) {
  const guardian = (await mapAddressees(read, [mail])).get(mail.guardian_id ?? 0)
  const location = (await mapLocations(read, [mail])).get(mail.location_id ?? 0)
  const place = location?.email ?? undefined
  return mail.guardian_id === null ? { to: place } : { to: guardian?.email ?? undefined, replyTo: place }
}
