import { render } from '../../mail/render.ts'
import { type GroupsTooFullData, groupsTooFull } from '../../mail/templates/groups-too-full.ts'
import type { IsoDate } from '../../rules/index.ts'
import { type MailLocation, mapLocations } from '../../store/letters.ts'
import type { StoredMail } from '../../store/mails.ts'
import {
  BOUNCED,
  type LetterSettings,
  NO_ADDRESS,
  orUnwritable,
  type Prepare,
  type Prepared,
} from './letter.ts'

/** To a location: the days that were found, without those that have passed (LK-9). */
export const prepareGroups: Prepare = async (read, mails, settings, { today }) => {
  const locations = await mapLocations(read, mails)
  return new Map(
    mails.map((mail) => {
      const location = locations.get(mail.location_id ?? 0)
      return [mail.id, orUnwritable(() => letterOf(mail, location, settings, today))]
    }),
  )
}

type Days = Pick<GroupsTooFullData, 'overPlaces' | 'shortOfStaff'>

function letterOf(
  mail: StoredMail,
  location: MailLocation | undefined,
  { look, portalUrl }: LetterSettings,
  today: IsoDate,
): Prepared {
  if (!location?.email) return NO_ADDRESS
  if (location.bounced) return BOUNCED
  const found = mail.data as unknown as Days
  const overPlaces = found.overPlaces.filter(({ date }) => date >= today)
  const shortOfStaff = found.shortOfStaff.filter(({ date }) => date >= today)
  if (overPlaces.length + shortOfStaff.length === 0) return { skip: 'all of its days have passed' }
  const about = { organisation: look.organisation, location: location.name, portal: portalUrl }
  return {
    to: location.email,
    letter: render(groupsTooFull, { ...about, overPlaces, shortOfStaff }, mail.language, look),
  }
}
