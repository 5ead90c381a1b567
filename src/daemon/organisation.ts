import type { NightlyJob, NightSettings } from '../jobs/nightly.ts'
import type { Moment } from '../rules/index.ts'
import type { Store } from '../store/open.ts'

/** An organisation while a daemon works for it. */
export interface Organisation {
  readonly name: string
  readonly store: Store
}

/** What a work did. */
export interface WorkDone {
  /** There is more of it to do now; others have their turn first. */
  readonly more: boolean
  /** Left out when there was nothing to do. */
  readonly counts?: Readonly<Record<string, number>>
  /** What people should know, without personal data. */
  readonly findings?: readonly string[]
}

/**
 * Work that is done in portions whenever there is some, as mail is: each time so much of it that others
 * needn't wait long. Several daemons may do it for one organisation at the same time.
 */
export interface Work {
  readonly name: string
  do(organisation: Organisation, at: Moment, signal: AbortSignal): Promise<WorkDone>
}

/** An organisation that a daemon serves. */
export interface Member {
  readonly name: string
  readonly database: string
  readonly schema: string
  /** At the times of its settings. */
  readonly jobs: readonly NightlyJob[]
  readonly night: NightSettings
  /** After its jobs, in this order. */
  readonly works: readonly Work[]
}
