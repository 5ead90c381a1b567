import { randomUUID } from 'node:crypto'
import type { Moment } from '../rules/index.ts'
import { countReminder, insertActivations, replaceActivations } from '../store/accounts.ts'
import { addAudit } from '../store/audit.ts'
import { type NewMail, queueMails } from '../store/mails.ts'
import type { WriteDb } from '../store/open.ts'
import { readPlacements } from '../store/world/placements.ts'
import { readCandidates } from './activation/candidates.ts'
import { ACTIVATION_LOCK, type ActivationHands, activationRow } from './activation/hands.ts'
import { planReminders, type Reminder, type ReminderPlan } from './activation/remind.ts'
import type { Job, RunRef } from './job.ts'

export const REMIND_ACTIVATIONS = {
  name: 'remind-activations',
  summary: 'remind guardians who were invited and did not set their password (LK-11)',
  schedule: '07:05',
} as const

export interface ReminderReport {
  readonly reminded: readonly (Pick<Reminder, 'guardian' | 'location' | 'link'> & {
    readonly reminder: number
  })[]
}

/** A reminder with the activation of which it carries the link. */
interface Sent extends Reminder {
  readonly id: string
}

/** Reminds every guardian who is owed it, once (LK-11). A link that soon ends is replaced by a new one. */
export function remindActivationsJob(hands: ActivationHands): Job<object, ReminderPlan, ReminderReport> {
  return {
    ...REMIND_ACTIVATIONS,
    policy: hands.policy.ref,
    lock: () => ACTIVATION_LOCK,
    plan: async (read, _options, at) => {
      const world = await readPlacements(read)
      return planReminders(await readCandidates(read, world), { at, world, policy: hands.policy })
    },
    apply: (write, { remind }, at, run) => applyReminders(write, hands, remind, at, run),
    report: ({ remind }) => ({
      reminded: remind.map(({ guardian, location, link, number }) => ({
        guardian,
        location,
        link,
        reminder: number,
      })),
    }),
    summarise: ({ counts, remind }) => ({ outcome: 'done', counts, findings: [], mails: remind.length }),
  }
}

async function applyReminders(
  write: WriteDb,
  hands: ActivationHands,
  remind: readonly Reminder[],
  at: Moment,
  run: RunRef,
): Promise<void> {
  if (remind.length === 0) return
  const same = await remindAgain(write, remind, at)
  const renewed = await renewLinks(write, hands, remind, at)
  await queueMails(write, hands.queue, [...same, ...renewed].map(mailOf), at)
  const details = {
    reminded: same.map(({ id }) => id),
    renewed: renewed.map(({ id }) => id),
    replaced: renewed.map(({ activation }) => activation),
  }
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'guardians reminded',
    subject: 'activations',
    details: JSON.stringify(details),
  })
}

/** Who sets a password at this moment is not reminded of it. */
async function remindAgain(
  write: WriteDb,
  remind: readonly Reminder[],
  at: Moment,
): Promise<readonly Sent[]> {
  const same = remind.filter(({ link }) => link === 'same')
  const ids = same.map(({ activation }) => activation)
  const counted = await countReminder(write, ids, at.now.toString())
  return same
    .filter(({ activation }) => counted.has(activation))
    .map((one) => ({ ...one, id: one.activation }))
}

/** The new activation goes on counting where the old one stopped. */
async function renewLinks(
  write: WriteDb,
  hands: ActivationHands,
  remind: readonly Reminder[],
  at: Moment,
): Promise<readonly Sent[]> {
  const renew = remind.filter(({ link }) => link === 'new')
  const ids = renew.map(({ activation }) => activation)
  const replaced = await replaceActivations(write, ids, at.now.toString())
  const made = renew
    .filter(({ activation }) => replaced.has(activation))
    .map((one): Sent => ({ ...one, id: randomUUID() }))
  await insertActivations(
    write,
    made.map((one) => ({
      ...activationRow(one, hands, at),
      reminders: one.number,
      reminded_at: at.now.toString(),
    })),
  )
  return made
}

function mailOf({ id, guardian, locationId, number, link }: Sent): NewMail {
  return {
    id: randomUUID(),
    key: `activation-reminder/${id}/${number}`,
    template: 'activation-reminder',
    guardian_id: guardian,
    location_id: locationId,
    data: { activation: id, link },
  }
}
