import type { Policy } from '../../rules/index.ts'
import type { Store } from '../../store/open.ts'
import { type RunOptions, runJob } from '../run.ts'
import { withQueue } from '../with-queue.ts'
import { type AnswerOptions, answerJob } from './answer.ts'
import { type RecordOptions, recordJob } from './record.ts'

/** Lets the rules decide a request and keeps it, with the mail that tells the guardian. */
export function recordRequest(store: Store, policy: Policy, options: RecordOptions, run: RunOptions) {
  return withQueue(store, (queue) => runJob(store, recordJob(policy, queue), options, run))
}

/** Keeps the location's answer, with the mail that tells the guardian. */
export function answerRequest(store: Store, policy: Policy, options: AnswerOptions, run: RunOptions) {
  return withQueue(store, (queue) => runJob(store, answerJob(policy, queue), options, run))
}
