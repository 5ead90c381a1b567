import { z } from 'zod'
import { jobTimes, pings } from './config-jobs.ts'
import { COLOUR_MISTAKE, portalUrlMistake, type Sender, senderOf } from './config-mail.ts'
import { splitSizeOf } from './jobs/export/split-size.ts'
import { isReadableOnWhite } from './mail/colours.ts'
import { DEFAULT_COLOUR } from './mail/look.ts'
import { s3Address } from './media/s3/address.ts'

const startsLike = (beginnings: string) => (text: string) => new RegExp(`^(${beginnings})`).test(text)

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

const line = z
  .string()
  .min(1)
  .refine((text) => !CONTROL.test(text), 'must be one line of text')

const sender = line.transform((text, context): Sender => {
  const found = senderOf(text)
  if (found) return found
  context.addIssue('must be one e-mail address, alone or as Name <address>')
  return z.NEVER
})

const perSecond = z.number().positive('must be more than 0')

const dkim = z.strictObject({
  domain: z.string().regex(/^([a-z\d-]+\.)+[a-z\d-]+$/, 'must be a domain, such as opvang.example'),
  selector: z.string().regex(/^[a-z\d-]+(\.[a-z\d-]+)*$/, 'must be a DKIM selector, such as portaal'),
  key: z.string().min(1),
})

const mail = z.strictObject({
  transport: z
    .string()
    .refine(startsLike('smtps?://.|folder:.'), 'must begin with smtp://, smtps:// or folder:')
    .default('folder:./mail'),
  from: sender.prefault('ouderportaal@localhost.localdomain'),
  replyTo: sender.optional(),
  bounces: sender.optional(),
  colour: z.string().refine(isReadableOnWhite, COLOUR_MISTAKE).default(DEFAULT_COLOUR),
  logo: z.string().refine(startsLike('https://.'), 'must be an address that begins with https://').optional(),
  connections: z.int().min(1, 'must be 1 to 50').max(50, 'must be 1 to 50').default(5),
  rate: perSecond.optional(),
  ratePerHost: perSecond.optional(),
  dkim: dkim.optional(),
  redirectAll: sender.optional(),
})

const portalUrl = z.string().superRefine((text, context) => {
  const mistake = portalUrlMistake(text)
  if (mistake) context.addIssue(mistake)
})

const splitSize = z.string().transform((text, context) => {
  const bytes = splitSizeOf(text)
  if (bytes !== undefined) return bytes
  context.addIssue('must be a size of at least 1M, such as 500M or 2G')
  return z.NEVER
})

function isPlaceForPhotos(text: string): boolean {
  return !text.startsWith('s3:') || s3Address(text) !== undefined
}

/** A name of an organisation is its schema too, unless it has another. */
export const SCHEMA_NAME = /^(?!pg_|information_schema$)[a-z][a-z0-9_]{0,40}$/
export const SCHEMA_MISTAKE =
  'must be lower-case letters, digits and _, at most 41, and no name that PostgreSQL keeps for itself'

/** The settings of an organisation; the messages go on where `"name"` ends. */
export const configSchema = z.strictObject({
  organisation: line.default('Kinderopvang De Lange Keizer'),
  policy: z.string().min(1).default('delangekeizer'),
  policies: z.string().min(1).optional(),
  language: z.enum(['nl', 'en']).default('nl'),
  database: z
    .string()
    .refine(startsLike('postgres(ql)?://.|pglite:.'), 'must begin with postgres:// or pglite:FOLDER')
    .default('pglite:./data'),
  schema: z.string().regex(SCHEMA_NAME, SCHEMA_MISTAKE).default('ouderportaal'),
  portalUrl: portalUrl.optional(),
  activationKey: z
    .string()
    .regex(/^[0-9a-f]{64,}$/i, 'must be at least 64 hexadecimal digits')
    .optional(),
  mail: mail.prefault({}),
  media: z
    .string()
    .min(1)
    .refine(isPlaceForPhotos, 'must be a folder, or s3://BUCKET/PREFIX')
    .default('./media'),
  exports: z.string().min(1).default('./exports'),
  retention: z
    .strictObject({ months: z.int().min(1, 'must be 1 to 240').max(240, 'must be 1 to 240').default(24) })
    .prefault({}),
  splitExports: splitSize.optional(),
  profiles: z.string().min(1).default('./import-profiles'),
  pings: pings.default({}),
  jobs: jobTimes.default({}),
  inbox: z.string().min(1).optional(),
  administrator: sender.optional(),
})

export type Settings = z.output<typeof configSchema>

/** Of the program that stays, whatever organisations it serves. */
export const daemonSchema = z.strictObject({
  listen: z
    .string()
    .regex(
      /^(off|[\w.-]+:\d{1,5}|\[[\da-f:]+\]:\d{1,5})$/i,
      'must be off or HOST:PORT, such as 127.0.0.1:9464',
    )
    .default('127.0.0.1:9464'),
  log: z.enum(['text', 'json']).optional(),
  lanes: z.int().min(1, 'must be 1 to 8').max(8, 'must be 1 to 8').default(2),
})

export type DaemonConfig = z.output<typeof daemonSchema>

/** The names of the settings that there are at a place: none for all, `mail`, `mail.dkim`, `daemon`. */
export function settingsAt(path: readonly PropertyKey[]): readonly string[] {
  const groups = { '': configSchema, mail, 'mail.dkim': dkim, daemon: daemonSchema }
  const group = groups[path.join('.') as keyof typeof groups]
  if (group === undefined) return []
  return path.length === 0
    ? [...Object.keys(group.shape), 'daemon', 'organisations']
    : Object.keys(group.shape)
}
