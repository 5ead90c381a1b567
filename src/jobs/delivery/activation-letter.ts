import { render } from '../../mail/render.ts'
import { activation } from '../../mail/templates/activation.ts'
import { momentOf } from '../../rules/index.ts'
import { findActivation } from '../../store/accounts.ts'
import { findGuardian, findLocation } from '../../store/letters.ts'
import { tokenOf } from '../tokens.ts'
import { type LetterSettings, NO_ADDRESS, type Prepare } from './letter.ts'

/** The invitation to set a password; its link is made here and kept nowhere. */
export const prepareActivation: Prepare = async (read, mail, settings, at) => {
  const invitation = await findActivation(read, String(mail.data.activation))
  if (!invitation || invitation.replaced_at) return { skip: 'the invitation was replaced by a newer one' }
  if (invitation.used_at || invitation.account === 'active') return { skip: 'the account is active by now' }
  const validUntil = momentOf(invitation.valid_until)
  if (validUntil.now.epochMilliseconds < at.now.epochMilliseconds) return { skip: 'the link has expired' }
  const guardian = await findGuardian(read, mail.guardian_id)
  if (!guardian?.email) return NO_ADDRESS
  const location = await findLocation(read, mail.location_id)
  const data = {
    organisation: settings.organisation,
    firstName: guardian.first_name ?? '',
    userName: guardian.email,
    portal: settings.portalUrl,
    link: linkOf(invitation.id, settings),
    validUntil: validUntil.wall,
    locationPhone: location?.phone ?? '',
  }
  return { to: guardian.email, letter: render(activation, data, guardian.language) }
}

/** The token stands behind the #: a browser sends that part to no server, so no access log holds it. */
function linkOf(invitation: string, { portalUrl, activationKey }: LetterSettings): string {
  return `${portalUrl.replace(/\/+$/, '')}/activeren#${tokenOf(invitation, activationKey)}`
}
