import { tokenOf } from '../../accounts/tokens.ts'
import { render } from '../../mail/render.ts'
import { activation } from '../../mail/templates/activation.ts'
import { momentOf } from '../../rules/index.ts'
import { listActivations } from '../../store/accounts.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'
import { type LetterSettings, type LetterTo, toGuardians, type Written } from './letter.ts'

type Invitation = Awaited<ReturnType<typeof listActivations>>[number]

/** The invitation to set a password; its link is made here and kept nowhere. */
export const prepareActivation = toGuardians(findInvitations, writeInvitation)

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

function writeInvitation({ facts, guardian, location, settings, at }: LetterTo<Invitation>): Written {
  if (!facts || facts.replaced_at) return { skip: 'the invitation was replaced by a newer one' }
  if (facts.used_at || facts.account === 'active') return { skip: 'the account is active by now' }
  const validUntil = momentOf(facts.valid_until)
  if (validUntil.now.epochMilliseconds < at.now.epochMilliseconds) return { skip: 'the link has expired' }
  const data = {
    organisation: settings.look.organisation,
    firstName: guardian.first_name ?? '',
    userName: guardian.email ?? '',
    portal: settings.portalUrl,
    link: linkOf(facts.id, settings),
    validUntil: validUntil.wall,
    locationPhone: location?.phone ?? '',
  }
  return { letter: render(activation, data, guardian.language, settings.look) }
}

/** The token stands behind the #: a browser sends that part to no server, so no access log holds it. */
function linkOf(invitation: string, { portalUrl, activationKey }: LetterSettings): string {
  return `${portalUrl.replace(/\/+$/, '')}/activeren#${tokenOf(invitation, activationKey)}`
}
