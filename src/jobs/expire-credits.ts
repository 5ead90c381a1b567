import type { IsoDate, Moment, UnitName } from '../rules/index.ts'
import { addAudit } from '../store/audit.ts'
import { addEntries, listLapsed } from '../store/credits.ts'
import type { Job } from './job.ts'
import { expiredEntry } from './requests/ledger.ts'

export const EXPIRE_CREDITS = {
  name: 'expire-credits',
  summary: 'write off credits whose last day has passed (LK-8)',
  schedule: '03:10',
} as const

export interface LapsedCredit {
  readonly credit: string
  readonly child: string
  readonly absentOn: IsoDate
  /** The last day on which it could be used. */
  readonly expiresOn: IsoDate
  readonly unit: UnitName
  /** What is left of it, in that unit. */
  readonly amount: number
}

type ExpirePlan = readonly (LapsedCredit & { readonly lastEntry: number })[]

export interface ExpireReport {
  readonly expired: readonly LapsedCredit[]
}

/**
 * Writes off what is left of credits that lapsed (LK-8). The last day of use was decided when the credit was earned;
 * from the day after, it is due here, whether or not this ran on that very night.
 */
export const expireCreditsJob: Job<object, ExpirePlan, ExpireReport> = {
  ...EXPIRE_CREDITS,
  plan: async (read, _options, at) => {
    const rows = await listLapsed(read, at.today)
    return rows.map((row) => ({
      credit: row.id,
      child: row.child_number,
      absentOn: row.absent_on,
      expiresOn: row.expires_on,
      unit: row.unit,
      amount: row.balance,
      lastEntry: row.last_entry,
    }))
  },
  apply: async (write, lapsed, at: Moment, run) => {
    const now = at.now.toString()
    await addEntries(
      write,
      lapsed.map(({ lastEntry, ...use }) => expiredEntry(use, lastEntry, now)),
    )
    if (lapsed.length === 0) return
    await addAudit(write, {
      at: now,
      run_id: run.id,
      action: 'credits expired',
      subject: 'credits',
      details: JSON.stringify({ credits: lapsed.map(({ credit }) => credit) }),
    })
  },
  report: (lapsed) => ({ expired: lapsed.map(({ lastEntry: _, ...credit }) => credit) }),
  summarise: (expired) => ({ outcome: 'done', counts: { expired: expired.length }, findings: [] }),
}
