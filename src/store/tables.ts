import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type {
  Ask,
  AskKind,
  CareType,
  Consequences,
  GrantKind,
  IsoDate,
  RequestState,
  UnitName,
  Verdict,
  WallTime,
  Weekday,
} from '../rules/index.ts'

/** Moments leave the database as text, `2026-03-02 06:29:00+00`, and enter as ISO 8601. */
type Timestamp = string
/** A moment on the wall clock, without a zone: `2025-06-03 10:15:00`. */
type LocalTimestamp = string
type Json<T extends object | null> = ColumnType<T, JsonText<T>, JsonText<T>>
type JsonText<T> = null extends T ? string | null : string

export interface Locations {
  id: Generated<number>
  name: string
  phone: string | null
  email: string | null
}

export interface Closures {
  id: Generated<number>
  location_id: number
  date: IsoDate
  from_time: WallTime | null
  until_time: WallTime | null
  name: string
}

export interface SchoolHolidays {
  id: Generated<number>
  location_id: number
  first_day: IsoDate
  last_day: IsoDate
  name: string
}

export interface Groups {
  id: Generated<number>
  location_id: number
  name: string
  care_type: CareType
  places: number | null
}

export interface GroupStaff {
  group_id: number
  date: IsoDate
  staff: number
}

export interface Children {
  id: Generated<number>
  number: string
  first_name: string
  infix: string | null
  last_name: string
  born: IsoDate
  group_id: number
}

export interface Guardians {
  id: Generated<number>
  first_name: string | null
  infix: string | null
  last_name: string | null
  email: string | null
  email_key: string | null
  phone: string | null
  language: Generated<'nl' | 'en'>
}

export interface ChildGuardians {
  child_id: number
  position: number
  guardian_id: number
  custody: boolean
  access_until: IsoDate | null
}

/** The weekly pattern as it is stored: `{ "mon": "07:30-18:30" }`. */
export type StoredDays = Partial<Record<Weekday, string>>

export interface Contracts {
  id: Generated<number>
  number: string
  child_id: number
  group_id: number
  care_type: CareType
  first_day: IsoDate
  last_day: IsoDate | null
  weeks: number
  kind: Generated<'fixed' | 'flexible'>
  days: Json<StoredDays>
}

export interface Requests {
  id: string
  child_id: number
  kind: AskKind
  date: IsoDate
  ask: Json<Ask>
  asked_at: Timestamp
  asked_by: 'guardian' | 'staff'
  guardian_id: number | null
  because: string | null
  state: RequestState
  verdict: Json<Verdict>
  consequences: Json<Consequences | null>
  policy_name: string
  policy_from: IsoDate
  decided_from: IsoDate | null
  answer_due: IsoDate | null
  answered_at: Timestamp | null
  answer_note: string | null
  flagged_at: Timestamp | null
  cancelled_at: Timestamp | null
}

export interface Credits {
  id: string
  child_id: number
  care_type: CareType
  absent_on: IsoDate
  usable_from: IsoDate
  expires_on: IsoDate | null
  unit: UnitName
  amount: number
  minutes: number
  granted: GrantKind | null
  request_id: string
}

export type CreditEntryKind = 'earned' | 'spent' | 'returned' | 'expired' | 'corrected'

export interface CreditEntries {
  id: Generated<number>
  credit_id: string
  kind: CreditEntryKind
  amount: number
  at: Timestamp
  request_id: string | null
  key: string
}

export interface Accounts {
  guardian_id: number
  state: 'active' | 'closed'
  password_hash: string | null
  activated_at: Timestamp | null
}

export interface Activations {
  id: string
  guardian_id: number
  token_hash: Uint8Array
  created_at: Timestamp
  valid_until: Timestamp
  used_at: Timestamp | null
  replaced_at: Timestamp | null
  reminders: Generated<number>
  reminded_at: Timestamp | null
}

export interface Consents {
  guardian_id: number
  child_id: number
  purpose: string
  given_at: Timestamp
  withdrawn_at: Timestamp | null
  ended_on: IsoDate | null
}

export interface Photos {
  id: Generated<number>
  sha256: string
  crc32: number
  bytes: number
  type: string
  file_name: string
  group_id: number | null
  taken_at: LocalTimestamp
  taken_from: TakenFrom
  caption: string | null
  width: number | null
  height: number | null
  orientation: number | null
}

/** Where the time of a photo is known from, the best first. */
export type TakenFrom = 'tags' | 'exif' | 'name' | 'file'

export interface PhotoNames {
  photo_id: number
  name: string
  child_ids: number[]
}

export interface PhotoChildren {
  photo_id: number
  child_id: number
}

export interface DiaryEntries {
  id: Generated<number>
  key: string
  child_id: number
  written_at: LocalTimestamp
  author: string
  text: string
  guardian_id: number | null
}

export interface DiaryPhotos {
  entry_id: number
  position: number
  photo_id: number
}

export interface Exports {
  id: string
  key: string
  child_id: number
  guardian_id: number
  state: 'ready' | 'removed'
  file: string | null
  bytes: number | null
  sha256: string | null
  counts: Json<Record<string, unknown>>
  made_at: Timestamp
  offered_until: IsoDate
  remind_on: IsoDate
  stamp: string | null
  part: Generated<number>
  parts: Generated<number>
  photos: number[] | null
  removed_at: Timestamp | null
  removed_because: RemovalReason | null
}

/** Why a departure export is there no more. */
export type RemovalReason = 'replaced' | 'ended' | 'no-custody' | 'by-hand' | 'retention'

export interface ExportJobs {
  id: string
  key: string
  child_id: number
  cause: 'departure' | 'after-departure' | 'photo-withheld' | 'by-hand'
  state: 'queued' | 'made' | 'failed'
  asked_at: Timestamp
  ended_at: Timestamp | null
  reason: string | null
  attempts: Generated<number>
  try_after: Timestamp | null
  fence: Generated<number>
  worker: string | null
  beat_at: Timestamp | null
  split: number | null
}

export interface RetentionConfirmations {
  id: string
  settings: string
  confirmed_at: Timestamp
  actor: string
  counts: JSONColumnType<Record<string, number>, string, string>
}

export interface PhotoRemovals {
  sha256: string
  asked_at: Timestamp
}

export type MailState = 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'skipped'

export interface Mails {
  id: string
  key: string
  template: string
  guardian_id: number | null
  location_id: number | null
  language: 'nl' | 'en'
  data: Json<Record<string, unknown>>
  message_id: string
  state: MailState
  attempts: Generated<number>
  created_at: Timestamp
  sent_at: Timestamp | null
  reason: string | null
  tries: Generated<number>
  first_tried_at: Timestamp | null
  try_after: Timestamp | null
  worker: string | null
  claimed_at: Timestamp | null
}

export interface Bounces {
  address_hash: Uint8Array
  bounced_at: Timestamp
  status: string
  mail_id: string | null
}

export interface DeliveryReports {
  digest: string
  read_at: Timestamp
}

/** Mail that a guardian can do without. */
export type Topic = 'newsletter' | 'weekly-news'

export interface MailPreferences {
  guardian_id: number
  topic: Topic
  wanted: boolean
  changed_at: Timestamp
}

export interface Newsletters {
  id: string
  key: string
  subject: string
  body: string
  created_at: Timestamp
}

export interface Messages {
  id: Generated<number>
  guardian_id: number
  written_at: Timestamp
}

export type RunOutcome = 'done' | 'partial' | 'refused' | 'failed'

export interface JobRuns {
  id: string
  job: string
  slot: string | null
  at: Timestamp
  actor: string
  options: Json<Record<string, unknown>>
  policy: string | null
  outcome: RunOutcome
  counts: JSONColumnType<Record<string, number>, string, string>
  findings: Json<readonly unknown[]>
  duration_ms: number
}

export interface ImportChanges {
  id: Generated<number>
  run_id: string
  kind: string
  key: string
  name: string
  before: Json<object> | null
  after: Json<object> | null
}

export interface Audit {
  id: Generated<number>
  at: Timestamp
  run_id: string | null
  action: string
  subject: string
  details: Json<Record<string, unknown>>
}

export interface Tables {
  locations: Locations
  closures: Closures
  school_holidays: SchoolHolidays
  groups: Groups
  group_staff: GroupStaff
  children: Children
  guardians: Guardians
  child_guardians: ChildGuardians
  contracts: Contracts
  requests: Requests
  credits: Credits
  credit_entries: CreditEntries
  accounts: Accounts
  activations: Activations
  consents: Consents
  photos: Photos
  photo_children: PhotoChildren
  photo_names: PhotoNames
  diary_entries: DiaryEntries
  diary_photos: DiaryPhotos
  exports: Exports
  export_jobs: ExportJobs
  retention_confirmations: RetentionConfirmations
  photo_removals: PhotoRemovals
  mails: Mails
  bounces: Bounces
  delivery_reports: DeliveryReports
  mail_preferences: MailPreferences
  newsletters: Newsletters
  messages: Messages
  job_runs: JobRuns
  import_changes: ImportChanges
  audit: Audit
}
