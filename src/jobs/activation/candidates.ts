import { UserError } from '../../errors.ts'
import { momentOf, type World } from '../../rules/index.ts'
import { findChild } from '../../store/children.ts'
import { type ChildFilter, listGuardianChildren } from '../../store/guardians.ts'
import type { ReadDb } from '../../store/open.ts'
import { listLocations } from '../../store/organisation.ts'
import { listGuardianIds } from '../../store/people.ts'
import { blamesAddress } from '../delivery/address-fault.ts'
import { findNamed } from '../find-named.ts'
import type { Candidate, LiveInvitation, Placement } from './standing.ts'

type Row = Awaited<ReturnType<typeof listGuardianChildren>>[number]

/** Every guardian with a child in view. Throws a UserError on a child, guardian or location that nobody knows. */
export async function readCandidates(
  read: ReadDb,
  world: World,
  filter: ChildFilter = {},
): Promise<readonly Candidate[]> {
  await assertKnown(read, filter)
  const location = filter.location === undefined ? undefined : await locationNamed(read, filter.location)
  const rows = await listGuardianChildren(read, { ...filter, location })
  return [...Map.groupBy(rows, (row) => row.guardian).values()].map((links) => candidateOf(links, world))
}

function candidateOf(links: readonly Row[], world: World): Candidate {
  const [first] = links as [Row, ...Row[]]
  const { bounced_at, activated_at } = first
  return {
    guardian: first.guardian,
    hasAddress: Boolean(first.hasAddress),
    ...(bounced_at && { bouncedAt: momentOf(bounced_at) }),
    hasActiveAccount: first.account === 'active',
    ...(activated_at && { activatedAt: momentOf(activated_at) }),
    ...invitationOf(first),
    children: links.flatMap((link) => placementOf(link, world)),
  }
}

function invitationOf(row: Row): { readonly invitation?: LiveInvitation } {
  const { activation, created_at, valid_until, reminded_at } = row
  if (!activation || !created_at || !valid_until) return {}
  return {
    invitation: {
      id: activation,
      invitedAt: momentOf(invitedAt(row) ?? created_at),
      validUntil: momentOf(valid_until),
      mail: mailOf(row),
      mailedAt: momentOf(row.mailed_at ?? created_at),
      reminders: row.reminders ?? 0,
      ...(reminded_at && { remindedAt: momentOf(reminded_at) }),
    },
  }
}

/** A mail that had to wait tells the guardian of it only then; after a reminder the last mail is no longer the invitation. */
function invitedAt({ reminded_at, sent_at }: Row): string | null {
  return reminded_at ? null : sent_at
}

function mailOf({ mail, reason }: Row): LiveInvitation['mail'] {
  return mail === 'failed' && blamesAddress(reason) ? 'unreached' : MAIL[mail ?? 'sent']
}

/** A mail is skipped when its link expired while it waited. One that may have arrived counts as one that did. */
const MAIL = {
  queued: 'waiting',
  sending: 'waiting',
  sent: 'sent',
  unknown: 'sent',
  failed: 'failed',
  skipped: 'failed',
} as const

function placementOf({ child, location, locationId }: Row, world: World): readonly Placement[] {
  const found = world.children.get(child)
  return found ? [{ child: found, location, locationId }] : []
}

async function assertKnown(read: ReadDb, { child, guardian }: ChildFilter): Promise<void> {
  if (child !== undefined && !(await findChild(read, child))) {
    throw new UserError(`There is no child with number "${child}": check the number after --child.`)
  }
  if (guardian !== undefined && !(await listGuardianIds(read, [guardian])).has(guardian)) {
    throw new UserError(
      `There is no guardian with number ${guardian}: "ouderportaal activate status" lists the numbers.`,
    )
  }
}

/** The name of a location as it is stored. Throws a UserError on one that nobody knows. */
export async function locationNamed(read: ReadDb, written: string): Promise<string> {
  return findNamed('location', written, await listLocations(read)).name
}
