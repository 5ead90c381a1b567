import { SEND_ACTIVATIONS, sendActivationsJob } from './activate.ts'
import type { ActivationHands } from './activation/hands.ts'
import { CHECK_GROUPS, checkGroupsJob } from './check-groups.ts'
import { CHECK_MAIL, checkMailJob } from './check-mail.ts'
import { END_OF_CONTRACT, endOfContractJob } from './end-of-contract.ts'
import { EXPIRE_CREDITS, expireCreditsJob } from './expire-credits.ts'
import { PREPARE_DEPARTURES, prepareDeparturesJob } from './export/prepare-departures.ts'
import { REMIND_EXPORTS, remindExportsJob } from './export/remind-exports.ts'
import { REMOVE_EXPORTS, removeExportsJob } from './export/remove-exports.ts'
import { removeAllLeftFiles } from './export/remove-files.ts'
import { FLAG_UNANSWERED, flagUnansweredJob } from './flag-unanswered.ts'
import { importInboxJob } from './import-inbox.ts'
import { type NightHands, type NightlyJob, nightly } from './nightly.ts'
import { REMIND_ACTIVATIONS, remindActivationsJob } from './remind-activations.ts'
import { REMIND_CONSENTS, remindConsentsJob } from './remind-consents.ts'
import { removePhotoFiles } from './retention/photo-files.ts'
import { REMOVE_EXPIRED_DATA, removeExpiredDataJob } from './retention/remove-expired-data.ts'
import { thenRemoveFiles } from './then-remove-files.ts'
import { atTimes, distinct, type JobTimes } from './timetable.ts'
import { WARN_EXPIRING_CREDITS, warnExpiringCreditsJob } from './warn-expiring-credits.ts'
import { WEEKLY_NEWS, weeklyNewsJob } from './weekly-news.ts'

/** As they are listed: by time, then those of a week and of an hour. */
export const jobs: readonly NightlyJob[] = distinct([
  nightly(EXPIRE_CREDITS, () => expireCreditsJob),
  nightly(END_OF_CONTRACT, () => endOfContractJob),
  nightly(PREPARE_DEPARTURES, ({ queue, policy }) => prepareDeparturesJob(queue.exports, policy)),
  thenRemoveFiles(
    nightly(REMOVE_EXPIRED_DATA, ({ retention }) => removeExpiredDataJob(retention())),
    async (store, settings, at) => {
      await removeAllLeftFiles(store)
      await removePhotoFiles(store, settings.retention().media, at)
    },
  ),
  nightly(FLAG_UNANSWERED, ({ queue }) => flagUnansweredJob(queue)),
  nightly(REMIND_EXPORTS, ({ queue }) => remindExportsJob(queue)),
  nightly(CHECK_GROUPS, ({ queue, policy }) => checkGroupsJob(queue, policy)),
  thenRemoveFiles(
    nightly(REMOVE_EXPORTS, ({ queue }) => removeExportsJob(queue)),
    removeAllLeftFiles,
  ),
  nightly(SEND_ACTIVATIONS, async (hands) => sendActivationsJob(await forActivations(hands))),
  nightly(REMIND_ACTIVATIONS, async (hands) => remindActivationsJob(await forActivations(hands))),
  nightly(REMIND_CONSENTS, ({ queue, policy }) => remindConsentsJob(queue, policy)),
  nightly(WARN_EXPIRING_CREDITS, ({ queue, policy }) => warnExpiringCreditsJob(queue, policy)),
  nightly(WEEKLY_NEWS, ({ queue }) => weeklyNewsJob(queue)),
  importInboxJob,
  nightly(CHECK_MAIL, ({ queue, hasAdministrator }) => checkMailJob(queue, hasAdministrator)),
])

/** The jobs at the times of the settings. */
export function jobsAt(times: JobTimes): readonly NightlyJob[] {
  return atTimes(jobs, times)
}

async function forActivations({ queue, policy, activationKey }: NightHands): Promise<ActivationHands> {
  return { queue, policy: await policy(), activationKey: await activationKey() }
}
