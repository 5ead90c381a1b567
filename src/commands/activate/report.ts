import type { ActivationReport } from '../../jobs/activate.ts'
import type { Standing } from '../../jobs/activation/standing.ts'
import type { DeliveryReport } from '../../jobs/delivery/tally.ts'
import type { Moment } from '../../rules/index.ts'
import { table } from '../../terminal/table.ts'
import { type Prospect, prospectLine } from '../confirm-mails.ts'
import { type Delivered, mailLine } from '../delivery.ts'

interface Occasion {
  readonly at: Moment
  readonly dryRun: boolean
}

export function activationDocument(
  { at, dryRun }: Occasion,
  report: ActivationReport,
  mails: DeliveryReport,
) {
  const { counts, invite } = report
  return { dryRun, at: at.wall, counts, invite, mails: mails.counts, findings: mails.findings }
}

/** Who is due, by id and number: names and addresses stay in the database. */
export function activationLines(
  { dryRun }: Occasion,
  report: ActivationReport,
  mails: Delivered | Prospect,
): readonly string[] {
  return [
    `activate${dryRun ? ' (dry run)' : ''}: ${standingsInWords(report)}`,
    ...locationLines(report),
    ...(dryRun && report.invite.length > 0 ? [guardianTable(report)] : []),
    mailsInWords(mails),
  ]
}

const WORDS: Readonly<Record<Standing, string>> = {
  due: 'due',
  invited: 'invited before',
  reminded: 'reminded before',
  expired: 'whose link has expired (--resend makes another)',
  failed: 'whose mail failed (--resend tries again)',
  bounced: 'whose mail came back, until the address changes',
  active: 'with an active account',
  notYet: 'whose child starts later',
  noAddress: 'without an e-mail address',
  departed: 'whose child has left',
}

function standingsInWords({ counts }: ActivationReport): string {
  const words = (Object.keys(WORDS) as Standing[])
    .filter((standing) => standing === 'due' || counts[standing] > 0)
    .map((standing) => `${counts[standing]} ${WORDS[standing]}`)
  return `${counted(counts.guardians, 'guardian')}: ${words.join(', ')}`
}

function locationLines({ invite }: ActivationReport): readonly string[] {
  const byLocation = Map.groupBy(invite, ({ children }) => children[0]?.location ?? '-')
  return [...byLocation].toSorted().map(([location, due]) => `  ${location}: ${due.length} due`)
}

function guardianTable({ invite }: ActivationReport): string {
  const rows = invite.flatMap(({ guardian, children }) =>
    children.map(({ child, location, firstCareDay }) => [String(guardian), child, location, firstCareDay]),
  )
  return table(['guardian', 'child', 'location', 'first care day'], rows)
}

function mailsInWords(mails: Delivered | Prospect): string {
  if (mails.counts.planned === 0) return 'Nobody is due and no mail waits: nothing to send.'
  return 'already' in mails ? prospectLine(mails) : mailLine(mails)
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
