import { randomUUID } from 'node:crypto'
import { hashOf, tokenOf } from '../accounts/tokens.ts'
import type { Moment, Policy } from '../rules/index.ts'
import { insertActivations, replaceActivations } from '../store/accounts.ts'
import { addAudit } from '../store/audit.ts'
import { type NewMail, queueMails } from '../store/mails.ts'
import type { ReadDb, WriteDb } from '../store/open.ts'
import type { Queue } from '../store/queue.ts'
import { readPlacements } from '../store/world/placements.ts'
import { readCandidates } from './activation/candidates.ts'
import {
  type ActivationCounts,
  type ActivationOptions,
  type ActivationPlan,
  type Invitation,
  planActivation,
  startingWithin,
} from './activation/plan.ts'
import type { Job, RunRef } from './job.ts'

export interface ActivationHands {
  readonly policy: Policy
  /** The key of the links, hexadecimal. */
  readonly activationKey: string
  readonly queue: Queue
}

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
    summary: 'invite guardians who are due to set their password (LK-11)',
    describe: (options) => options,
    plan: (read, options, at) => planFrom(read, hands.policy, options, at),
    apply: (write, plan, at, run) => applyActivation(write, hands, plan, at, run),
    report: ({ counts, invite }) => ({
      counts,
      invite: invite.map(({ guardian, children }) => ({ guardian, children })),
    }),
    summarise: ({ counts }) => ({ outcome: 'done', counts, findings: [] }),
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
    today: at.today,
    world,
    policy: startingWithin(policy, options.startingWithin),
    resend: options.resend ?? false,
  })
}

async function applyActivation(
  write: WriteDb,
  { policy, activationKey, queue }: ActivationHands,
  { invite }: ActivationPlan,
  at: Moment,
  run: RunRef,
): Promise<void> {
  if (invite.length === 0) return
  const made = invite.map((invitation): NewActivation => ({ id: randomUUID(), ...invitation }))
  const replaced = invite.flatMap(({ replaces }) => replaces ?? [])
  await replaceActivations(write, replaced, at.now.toString())
  await insertActivations(
    write,
    made.map((one) => activationRow(one, activationKey, policy, at)),
  )
  await queueMails(write, queue, made.map(mailOf), at)
  await addInvitationAudit(write, made, replaced, at, run)
}

function activationRow({ id, guardian }: NewActivation, key: string, policy: Policy, at: Moment) {
  return {
    id,
    guardian_id: guardian,
    token_hash: hashOf(tokenOf(id, key)),
    created_at: at.now.toString(),
    valid_until: at.now.add({ hours: 24 * policy.activation.validDays }).toString(),
  }
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
  replaced: readonly string[],
  at: Moment,
  run: RunRef,
): Promise<void> {
  await addAudit(write, {
    at: at.now.toString(),
    run_id: run.id,
    action: 'guardians invited',
    subject: 'activations',
    details: JSON.stringify({ activations: made.map(({ id }) => id), replaced }),
  })
}
