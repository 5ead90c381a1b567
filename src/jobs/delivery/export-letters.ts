import { render } from '../../mail/render.ts'
import { exportEnded } from '../../mail/templates/export-ended.ts'
import { exportReady, exportReminder } from '../../mail/templates/export-offered.ts'
import { listMailedExports, type MailedExport } from '../../store/letters.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'
import { type LetterTo, type Prepare, toGuardians, type Written } from './letter.ts'

/** To a guardian with custody of a child that leaves: what can be downloaded, and until when (LK-15). */
export const prepareExportReady = offering(exportReady)

/** Some days before it can no longer be downloaded (LK-15). */
export const prepareExportReminder = offering(exportReminder)

/** When it can no longer be downloaded, since it was removed (LK-15). */
export const prepareExportEnded = toGuardians(findExports, writeEnded)

function offering(template: typeof exportReady): Prepare {
  return toGuardians(findExports, (letter) => writeOffered(template, letter))
}

async function findExports(read: ReadDb, mails: readonly StoredMail[]) {
  const exports = await listMailedExports(
    read,
    mails.map(({ data }) => String(data.export)),
  )
  const byId = new Map(exports.map((row) => [row.id, row]))
  return new Map(
    mails.flatMap((mail) => {
      const found = byId.get(String(mail.data.export))
      return found?.guardian_id === mail.guardian_id ? [[mail.id, found] as const] : []
    }),
  )
}

const GONE = { skip: 'the export was replaced or removed, or the guardian has no custody any more' }

function writeOffered(template: typeof exportReady, letter: LetterTo<MailedExport>): Written {
  const { facts: offered, guardian, settings, at } = letter
  if (offered?.state !== 'ready') return GONE
  if (offered.offered_until < at.today) return { skip: 'it can no longer be downloaded' }
  const { photos, diary } = offered.counts as { photos: number; diary: number }
  const data = { ...shared(letter, offered), portal: settings.portalUrl, photos, diary }
  return { letter: render(template, data, guardian.language, settings.look) }
}

function writeEnded(letter: LetterTo<MailedExport>): Written {
  const { facts: ended, guardian, settings } = letter
  if (ended?.is_offered) return { skip: 'it is offered again' }
  if (ended?.removed_because !== 'ended') return GONE
  return { letter: render(exportEnded, shared(letter, ended), guardian.language, settings.look) }
}

function shared({ guardian, location, settings }: LetterTo<MailedExport>, offered: MailedExport) {
  return {
    organisation: settings.look.organisation,
    firstName: guardian.first_name ?? '',
    child: offered.child_name,
    offeredUntil: offered.offered_until,
    locationPhone: location?.phone ?? '',
  }
}
