import { UserError } from '../../errors.ts'
import { addAudit } from '../../store/audit.ts'
import { deleteBounce, findGuardianBounce, findLocationBounce } from '../../store/bounces.ts'
import type { ReadDb } from '../../store/open.ts'
import { listLocations } from '../../store/organisation.ts'
import { findNamed } from '../find-named.ts'
import type { Job } from '../job.ts'

/** Whose address works again: a guardian by id, or a location by name. */
export type UnblockOptions = { readonly guardian: number } | { readonly location: string }

interface UnblockPlan {
  /** `guardian 12`. */
  readonly subject: string
  readonly address: string | null
  /** Why mail came back; null: it did not. */
  readonly status: string | null
}

export interface UnblockReport {
  readonly subject: string
  readonly status: string | null
  readonly unblocked: boolean
}

/** Takes the mark off an address from which mail came back, so that it is mailed again. */
export const unblockJob: Job<UnblockOptions, UnblockPlan, UnblockReport> = {
  name: 'mail-unblock',
  summary: 'mail an address again from which mail came back',
  plan: planUnblock,
  async apply(write, { subject, address, status }, at, run) {
    if (address === null || status === null) return
    await deleteBounce(write, address)
    await addAudit(write, {
      at: at.now.toString(),
      run_id: run.id,
      action: 'address unblocked',
      subject,
      details: JSON.stringify({ status }),
    })
  },
  report: ({ subject, status }) => ({ subject, status, unblocked: status !== null }),
  summarise: ({ status }) => ({
    outcome: 'done',
    counts: { unblocked: status === null ? 0 : 1 },
    findings: [],
  }),
}

async function planUnblock(read: ReadDb, options: UnblockOptions): Promise<UnblockPlan> {
  const isGuardian = 'guardian' in options
  const found = isGuardian
    ? await findGuardianBounce(read, options.guardian)
    : await findLocationBounce(read, findNamed('location', options.location, await listLocations(read)).name)
  const named = isGuardian ? `guardian ${options.guardian}` : `location "${options.location}"`
  if (!found) throw new UserError(`There is no ${named}: check the ${isGuardian ? 'id' : 'name'}.`)
  const { id, address, status } = found
  return { subject: isGuardian ? `guardian ${id}` : `location ${id}`, address, status }
}
