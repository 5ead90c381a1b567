import type { Command } from 'commander'
import type { Cli } from './leaf.ts'

/** A word after `ouderportaal`. Its body, and what that needs, is loaded only when it is the word that was typed. */
export interface Group {
  readonly name: string
  readonly summary: string
  load(): Promise<(parent: Command, cli: Cli) => void>
}

export const groups: readonly Group[] = [
  {
    name: 'import',
    summary: 'bring in CSV files: locations, groups, children, contracts, photos, diary and more',
    load: async () => (await import('./import.ts')).addImport,
  },
  {
    name: 'photo',
    summary: 'list photos; tell who may see one, and why; tag one, remove one',
    load: async () => (await import('./photo/index.ts')).addPhoto,
  },
  {
    name: 'diary',
    summary: 'add an entry to the diary of a child; show them, remove one',
    load: async () => (await import('./diary/index.ts')).addDiary,
  },
  {
    name: 'activate',
    summary: 'mail guardians who are due a link to set their password; tell how everybody stands; try it',
    load: async () => (await import('./activate/index.ts')).addActivate,
  },
  {
    name: 'mail',
    summary: 'look at mails, see what waits or failed, try it again, read what came back',
    load: async () => (await import('./mail/index.ts')).addMail,
  },
  {
    name: 'newsletter',
    summary: 'send a newsletter, written in Markdown, to guardians',
    load: async () => (await import('./newsletter.ts')).addNewsletter,
  },
  {
    name: 'absence',
    summary: 'report that a child will not come',
    load: async () => (await import('./absence.ts')).addAbsence,
  },
  {
    name: 'request',
    summary: 'ask a swap, an extra day, a credit day or a cancellation; answer; list',
    load: async () => (await import('./request.ts')).addRequest,
  },
  {
    name: 'credits',
    summary: 'list what children have earned, used and lost',
    load: async () => (await import('./credits.ts')).addCredits,
  },
  {
    name: 'job',
    summary: 'run a nightly job by hand, or what is owed; list jobs; show past runs',
    load: async () => (await import('./job/index.ts')).addJob,
  },
  {
    name: 'export',
    summary: 'make the ZIPs with photos and diary for children that leave; list, prove and remove them',
    load: async () => (await import('./export/index.ts')).addExport,
  },
  {
    name: 'retention',
    summary: 'see what is kept longer than the settings say, and let the night remove it',
    load: async () => (await import('./retention/index.ts')).addRetention,
  },
  {
    name: 'rules',
    summary: 'show, check and try the house rules; explain a decision; replay requests by others',
    load: async () => (await import('./rules/index.ts')).addRules,
  },
  {
    name: 'db',
    summary: 'create the tables of the database, or bring them up to date',
    load: async () => (await import('./db.ts')).addDb,
  },
  {
    name: 'daemon',
    summary: 'stay, and run each night what is owed',
    load: async () => (await import('./daemon/index.ts')).addDaemon,
  },
  {
    name: 'init',
    summary: 'write a settings file to start from',
    load: async () => (await import('./init.ts')).addInit,
  },
]
