import { SEND_ACTIVATIONS, sendActivationsJob } from './activate.ts'
import type { ActivationHands } from './activation/hands.ts'
import { EXPIRE_CREDITS, expireCreditsJob } from './expire-credits.ts'
import { FLAG_UNANSWERED, flagUnansweredJob } from './flag-unanswered.ts'
import { type NightHands, type NightlyJob, nightly } from './nightly.ts'
import { REMIND_ACTIVATIONS, remindActivationsJob } from './remind-activations.ts'

export const jobs: readonly NightlyJob[] = [
  nightly(EXPIRE_CREDITS, () => expireCreditsJob),
  nightly(FLAG_UNANSWERED, ({ queue }) => flagUnansweredJob(queue)),
  nightly(SEND_ACTIVATIONS, async (hands) => sendActivationsJob(await forActivations(hands))),
  nightly(REMIND_ACTIVATIONS, async (hands) => remindActivationsJob(await forActivations(hands))),
]

export function findJob(name: string): NightlyJob | undefined {
  return jobs.find((job) => job.name === name)
}

async function forActivations({ queue, policy, activationKey }: NightHands): Promise<ActivationHands> {
  return { queue, policy: await policy(), activationKey: await activationKey() }
}
