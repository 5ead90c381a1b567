import { randomUUID } from 'node:crypto'
import type { Moment, Policy } from '../rules/index.ts'
import { insertActivations, replaceActivations } from '../store/accounts.ts'
import { addAudit } from '../store/audit.ts'
import { type NewMail, queueMails } from '../store/mails.ts'
import type { ReadDb, WriteDb } from '../store/open.ts'
import { readPlacements } from '../store/world/placements.ts'
import { readCandidates } from './activation/candidates.ts'
import { ACTIVATION_LOCK, type ActivationHands, activationRow } from './activation/hands.ts'
import {
  type ActivationCounts,
  type ActivationOptions,
  type ActivationPlan,
  type Invitation,
  planActivation,
  startingWithin,
} from './activation/plan.ts'
import type { Job, RunRef } from './job.ts'

export const SEND_ACTIVATIONS = {
  name: 'send-activations',
  summary: 'invite guardians who are due to set their password (LK-11)',
  schedule: '07:00',
} as const

export interface ActivationReport {
  readonly counts: ActivationCounts
  readonly invite: readonly Pick<Invitation, 'guardian' | 'children'>[]
}

interface NewActivation extends Invitation {
  readonly id: string
}

/** Invites every guardian who is due to set a password, once (LK-11). */
export function activationJob(
  hands: ActivationHands,
): Job<ActivationOptions, ActivationPlan, ActivationReport> {
  return {
    name: 'activate',
    summary: SEND_ACTIVATIONS.summary,
    policy: hands.policy.ref,
    lock: () => ACTIVATION_LOCK,
    describe: (options) => options,
    plan: (read, options, at) => planFrom(read, hands.policy, options, at),
    apply: (write, plan, at, run) => applyActivation(write, hands, plan, at, run),
    report: ({ counts, invite }) => ({
      counts,
      invite: invite.map(({ guardian, children }) => ({ guardian, children })),
    }),
    summarise: ({ counts, invite }) => ({ outcome: 'done', counts, findings: [], mails: invite.length }),
  }
}

/** The same at night, for everybody. */
export function sendActivationsJob(hands: ActivationHands): Job<object, ActivationPlan, object> {
  return {
    ...activationJob(hands),
    ...SEND_ACTIVATIONS,
    report: ({ invite }) => ({
      invited: invite.flatMap(({ guardian, children }) => children.map((child) => ({ guardian, ...child }))),
    }),
  }
}

async function planFrom(
  read: ReadDb,
  policy: Policy,
  options: ActivationOptions,
  at: Moment,
): Promise<ActivationPlan> {
  const world = await readPlacements(read)
  return planActivation(await readCandidates(read, world, options), {
    at,
    world,
    policy: startingWithin(policy, options.startingWithin),
    resend: options.resend ?? false,
  })
}

async function applyActivation(
  write: WriteDb,
  hands: ActivationHands,
  { invite }: ActivationPlan,
  at: Moment,
  run: RunRef,
): Promise<void> {
  if (invite.length === 0) return
  const wanted = invite.flatMap(({ replaces }) => replaces ?? [])
  const replaced = await replaceActivations(write, wanted, at.now.toString())
  // Who sets a password with the old link at this moment needs no new one.
  const open = invite.filter(({ replaces }) => replaces === undefined || replaced.has(replaces))
  const made = open.map((invitation): NewActivation => ({ id: randomUUID(), ...invitation }))
  await insertActivations(
    write,
    made.map((one) => activationRow(one, hands, at)),
  )
  await queueMails(write, hands.queue, made.map(mailOf), at)
  await addInvitationAudit(write, made, replaced, at, run)
}

function mailOf({ id, guardian, locationId }: NewActivation): NewMail {
  return {
    id: randomUUID(),
    key: `activation/${id}`,
    template: 'activation',
    guardian_id: guardian,
    location_id: locationId,
    data: { activation: id },
  }
}

async function addInvitationAudit(
  write: WriteDb,
  made: readonly NewActivation[],
  replaced: ReadonlySet<string>,
  at: Moment,
  run: RunRef,
): Promise<void> {
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'guardians invited',
    subject: 'activations',
    details: JSON.stringify({ activations: made.map(({ id }) => id), replaced: [...replaced] }),
  })
}
