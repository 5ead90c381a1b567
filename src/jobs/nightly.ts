import { EXIT, UserError } from '../errors.ts'
import type { Moment, Policy } from '../rules/index.ts'
import type { Store } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import type { Job } from './job.ts'
import type { Retention } from './retention/plan-removal.ts'
import { type RunOptions, type RunResult, runJob, runSlot } from './run.ts'
import type { Scheduled } from './slot.ts'
import { withQueue } from './with-queue.ts'

/** What jobs of the night need of the settings. A job asks for it, so that one that needs nothing runs without. */
export interface NightSettings {
  /** The policy in force at a moment, if there is one. */
  policy(at: Moment): Promise<Policy | undefined>
  /** The key of links in mails, hexadecimal. Throws a UserError where the settings lack it. */
  activationKey(): string | Promise<string>
  /** How long what departed children left is kept. */
  retention(): Retention
  /** Left out: there is none. */
  readonly inbox?: InboxSettings | undefined
  /** Whether there is somebody to mail about the program itself. */
  readonly hasAdministrator?: boolean
}

/** Where the planning package leaves files, and where the profiles of its exports are. */
export interface InboxSettings {
  readonly folder: string
  readonly profiles: string
}

/** What a job of the night is built with. */
export interface NightHands {
  readonly queue: Queue
  /** The policy in force. Throws a UserError where there is none. */
  policy(): Promise<Policy>
  activationKey(): string | Promise<string>
  readonly hasAdministrator: boolean
  retention(): Retention
}

/** A job of the night, ready to run: it brings its own options and opens what it needs. */
export interface NightlyJob extends Scheduled {
  readonly summary: string
  run(store: Store, settings: NightSettings, run: RunOptions): Promise<RunResult<unknown, object>>
  /** Undefined when that slot had its run. */
  runSlot(
    store: Store,
    settings: NightSettings,
    run: RunOptions,
    slot: string,
  ): Promise<RunResult<unknown, object> | undefined>
}

export function nightly<Plan, Report extends object>(
  about: Scheduled & Pick<NightlyJob, 'summary'>,
  build: (hands: NightHands) => Job<object, Plan, Report> | Promise<Job<object, Plan, Report>>,
): NightlyJob {
  return {
    ...about,
    run: (store, settings, run) =>
      withHands(store, settings, run.at, async (hands) => runJob(store, await build(hands), {}, run)),
    runSlot: (store, settings, run, slot) =>
      withHands(store, settings, run.at, async (hands) => runSlot(store, await build(hands), {}, run, slot)),
  }
}

async function withHands<T>(
  store: Store,
  settings: NightSettings,
  at: Moment,
  work: (hands: NightHands) => Promise<T>,
): Promise<T> {
  const lend = (queue: Queue) =>
    work({
      queue,
      policy: () => policyIn(settings, at),
      activationKey: () => settings.activationKey(),
      hasAdministrator: settings.hasAdministrator ?? false,
      retention: () => settings.retention(),
    })
  return withQueue(store, lend, { late: true })
}

/** The policy in force. Throws a UserError where there is none. */
export async function policyIn(settings: Pick<NightSettings, 'policy'>, at: Moment): Promise<Policy> {
  const policy = await settings.policy(at)
  if (policy) return policy
  throw new UserError(
    `The policy has no version in force on ${at.today}: add one to its file, or name another in the settings.`,
    EXIT.failed,
  )
}
