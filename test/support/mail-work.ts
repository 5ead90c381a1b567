import { join } from 'node:path'
import { activationJob } from '../../src/jobs/activate.ts'
import type { ActivationOptions } from '../../src/jobs/activation/plan.ts'
import { type DeliveryRun, deliverMails } from '../../src/jobs/deliver.ts'
import { type MailSettings, withMail } from '../../src/jobs/delivery/open.ts'
import { jobs } from '../../src/jobs/index.ts'
import type { NightlyJob, NightSettings } from '../../src/jobs/nightly.ts'
import { runJob } from '../../src/jobs/run.ts'
import { DEFAULT_COLOUR, type Look } from '../../src/mail/look.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import { type Moment, momentAtWall, type Policy } from '../../src/rules/index.ts'
import type { Store } from '../../src/store/open.ts'

const LOOK: Look = { organisation: 'Kinderopvang De Lange Keizer', colour: DEFAULT_COLOUR }

export const NOW = momentAtWall('2026-03-02 09:00')

const POLICIES = join(import.meta.dirname, '../../policies')

export async function housePolicy() {
  const { versions } = await loadPolicy('delangekeizer', POLICIES, POLICIES)
  return versions[0]
}

export function mailSettings(transport: string): MailSettings {
  return {
    look: LOOK,
    connections: 5,
    portalUrl: 'https://portaal.example',
    activationKey: '5c'.repeat(32),
    transport,
    folder: '.',
    from: { name: 'Kinderopvang De Lange Keizer', address: 'portaal@opvang.example' },
    replyTo: 'portaal@opvang.example',
    administrator: 'beheer@opvang.example',
  }
}

/** What the jobs of the night need of the settings. */
export async function nightSettings(change: Partial<Policy['activation']> = {}): Promise<NightSettings> {
  const policy = await housePolicy()
  const changed = { ...policy, activation: { ...policy.activation, ...change } }
  return {
    policy: async () => changed,
    activationKey: () => mailSettings('folder:unused').activationKey,
    retention: () => ({ months: 24, media: 'unused' }),
  }
}

/** Runs a job of the night by hand; sends nothing. */
export async function runNightly(
  store: Store,
  name: string,
  {
    at = NOW,
    dryRun = false,
    ...change
  }: { at?: Moment; dryRun?: boolean } & Partial<Policy['activation']> = {},
) {
  const job = jobs.find((one) => one.name === name) as NightlyJob
  return job.run(store, await nightSettings(change), { at, dryRun, elapsed: () => 0 })
}

/** Plans and applies invitations; sends nothing. */
export async function invite(
  store: Store,
  options: ActivationOptions = {},
  { at = NOW, dryRun = false }: { at?: Moment; dryRun?: boolean } = {},
) {
  const settings = mailSettings('folder:unused')
  const policy = await housePolicy()
  return withMail(store, settings, ({ queue }) => {
    const job = activationJob({ policy, activationKey: settings.activationKey, queue })
    return runJob(store, job, options, { at, dryRun, elapsed: () => 0 })
  })
}

/** Sends what waits. */
export async function deliver(
  store: Store,
  transport: string,
  run: Partial<DeliveryRun> = {},
  change: Partial<MailSettings> = {},
) {
  return withMail(store, { ...mailSettings(transport), ...change }, (hands) =>
    deliverMails(store, hands, { at: NOW, signal: new AbortController().signal, elapsed: () => 0, ...run }),
  )
}
