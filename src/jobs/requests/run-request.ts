import type { Policy } from '../../rules/index.ts'
import type { Store } from '../../store/open.ts'
import type { Queue } from '../../store/queue.ts'
import { keepingQueue } from '../keeping-queue.ts'
import { type RunOptions, runJob } from '../run.ts'
import { withQueue } from '../with-queue.ts'
import { type AnswerOptions, answerJob } from './answer.ts'
import { type RecordOptions, recordJob } from './record.ts'

/** Lets the rules decide a request and keeps it, with the mail that tells the guardian, which is among `queued`. */
export function recordRequest(store: Store, policy: Policy, options: RecordOptions, run: RunOptions) {
  return withQueued(store, (queue) => runJob(store, recordJob(policy, queue), options, run))
}

/** Keeps the location's answer, with the mail that tells the guardian, which is among `queued`. */
export function answerRequest(store: Store, policy: Policy, options: AnswerOptions, run: RunOptions) {
  return withQueued(store, (queue) => runJob(store, answerJob(policy, queue), options, run))
}

function withQueued<T extends object>(store: Store, work: (queue: Queue) => Promise<T>) {
  return withQueue(store, async (opened) => {
    const { queue, queued } = keepingQueue(opened)
    return { ...(await work(queue)), queued }
  })
}
