import type { InboxReportData } from '../templates/inbox-report.ts'
import type { MailHealthData } from '../templates/mail-health.ts'

export const HANDLED: Omit<InboxReportData, 'organisation'> = {
  files: [
    {
      ...{
        file: '3f2a91c0',
        what: 'children',
        outcome: 'partial',
        codes: { 'unknown-group': 2, 'invalid-date': 1 },
      },
      counts: { rows: 60, created: 3, updated: 1, unchanged: 53, duplicates: 0, rejected: 3 },
    },
    {
      ...{ file: '0b57a4c1', what: 'contracts', outcome: 'refused', codes: { 'mass-change': 1 } },
      counts: { rows: 0, created: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0 },
    },
    {
      ...{ file: '5e88aa12', what: 'unknown', outcome: 'refused', codes: { 'unknown-kind': 1 } },
      counts: { rows: 0, created: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0 },
    },
    {
      ...{ file: 'c41d7e90', what: 'groups', outcome: 'faulty', codes: { 'program-fault': 1 } },
      counts: { rows: 0, created: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0 },
    },
  ],
}

export const TROUBLED: Omit<MailHealthData, 'organisation'> = {
  waiting: 12,
  unknown: 0,
  failed: 3,
  bounced: 1,
}
