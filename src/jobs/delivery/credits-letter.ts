import { render } from '../../mail/render.ts'
import { creditsExpiring, type ExpiringCredit } from '../../mail/templates/credits-expiring.ts'
import type { Moment } from '../../rules/index.ts'
import { listCreditsLeft } from '../../store/expiring-credits.ts'
import type { StoredMail } from '../../store/mails.ts'
import type { ReadDb } from '../../store/open.ts'
import { amountInWords, type Language } from '../../words/index.ts'
import { guardiansOf } from './guardians-of.ts'
import { type LetterTo, toGuardians, type Written } from './letter.ts'

/** The warning of credit that lapses soon, by what the ledger says when it is sent. */
export const prepareCredits = toGuardians(findLeft, writeWarning)

type Left = Awaited<ReturnType<typeof listCreditsLeft>>[number]

async function findLeft(
  read: ReadDb,
  mails: readonly StoredMail[],
  { today }: Moment,
): Promise<ReadonlyMap<string, readonly Left[]>> {
  const credits = mails.flatMap(creditsOf)
  const left = await listCreditsLeft(read, today, { credits, guardians: guardiansOf(mails) })
  const byGuardian = Map.groupBy(left, ({ guardian }) => guardian)
  return new Map(
    mails.map((mail) => {
      const told = new Set(creditsOf(mail))
      const rows = byGuardian.get(mail.guardian_id ?? 0) ?? []
      return [mail.id, rows.filter(({ credit }) => told.has(credit))]
    }),
  )
}

function creditsOf({ data }: StoredMail): readonly string[] {
  return data.credits as readonly string[]
}

function writeWarning({ facts = [], guardian, settings }: LetterTo<readonly Left[]>): Written {
  if (facts.length === 0) return { skip: 'nothing is left of the credit' }
  const data = {
    organisation: settings.look.organisation,
    firstName: guardian.first_name ?? '',
    portal: settings.portalUrl,
    credits: sums(facts).map((sum) => inWords(sum, guardian.language)),
  }
  return { letter: render(creditsExpiring, data, guardian.language, settings.look) }
}

/** Credits of a child with one last day are one amount to a guardian. */
function sums(left: readonly Left[]): readonly Left[] {
  const alike = Map.groupBy(left, ({ child, unit, lastDay }) => [child, unit, lastDay].join('/'))
  return [...alike.values()].map((rows) => ({
    ...(rows[0] as Left),
    left: rows.reduce((sum, row) => sum + row.left, 0),
  }))
}

function inWords({ firstName, left, unit, lastDay }: Left, language: Language): ExpiringCredit {
  return { child: firstName, amount: amountInWords(left, unit, language), lastDay }
}
