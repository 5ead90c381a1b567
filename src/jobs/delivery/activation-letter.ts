import { tokenOf } from '../../accounts/tokens.ts'
import { render } from '../../mail/render.ts'
import { type ActivationData, activation } from '../../mail/templates/activation.ts'
import { activationReminder } from '../../mail/templates/activation-reminder.ts'
import { momentOf } from '../../rules/index.ts'
import { listActivations } from '../../store/accounts.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'
import { type LetterSettings, type LetterTo, toGuardians, type Written } from './letter.ts'

type Invitation = Awaited<ReturnType<typeof listActivations>>[number]

/** The invitation to set a password; its link is made here and kept nowhere. */
export const prepareActivation = toGuardians(findInvitations, writeWith(activation))

/** The reminder of it, with the link of the activation that it is about. */
export const prepareActivationReminder = toGuardians(findInvitations, writeWith(activationReminder))

async function findInvitations(read: ReadDb, mails: readonly StoredMail[]) {
  const rows = await listActivations(
    read,
    mails.map(({ data }) => String(data.activation)),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    mails.flatMap(({ id, data }) => {
      const invitation = byId.get(String(data.activation))
      return invitation ? [[id, invitation]] : []
    }),
  )
}

function writeWith(template: typeof activation) {
  return (letter: LetterTo<Invitation>): Written => {
    const { facts, guardian, settings } = letter
    if (!facts || facts.replaced_at) return { skip: 'the invitation was replaced by a newer one' }
    if (facts.used_at || facts.account === 'active') return { skip: 'the account is active by now' }
    if (hasExpired(facts, letter)) return { skip: 'the link has expired' }
    return { letter: render(template, dataOf(facts, letter), guardian.language, settings.look) }
  }
}

function hasExpired({ valid_until }: Invitation, { at }: LetterTo<Invitation>): boolean {
  return momentOf(valid_until).now.epochMilliseconds < at.now.epochMilliseconds
}

function dataOf(
  { id, valid_until }: Invitation,
  { mail, guardian, location, settings }: LetterTo<Invitation>,
): ActivationData {
  return {
    organisation: settings.look.organisation,
    firstName: guardian.first_name ?? '',
    userName: guardian.email ?? '',
    portal: settings.portalUrl,
    link: linkOf(id, settings),
    isNewLink: mail.data.link === 'new',
    validUntil: momentOf(valid_until).wall,
    locationPhone: location?.phone ?? '',
  }
}

/** The token stands behind the #: a browser sends that part to no server, so no access log holds it. */
function linkOf(invitation: string, { portalUrl, activationKey }: LetterSettings): string {
  return `${portalUrl.replace(/\/+$/, '')}/activeren#${tokenOf(invitation, activationKey)}`
}
