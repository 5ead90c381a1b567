import { UserError } from '../../errors.ts'
import type { World } from '../../rules/index.ts'
import { findChild } from '../../store/children.ts'
import { listGuardianChildren } from '../../store/guardians.ts'
import type { ReadDb } from '../../store/open.ts'
import { listLocations } from '../../store/organisation.ts'
import type { ActivationOptions } from './plan.ts'
import type { Candidate, Placement } from './standing.ts'

type Row = Awaited<ReturnType<typeof listGuardianChildren>>[number]

/** Every guardian with a child in view. Throws a UserError on a child or location that nobody knows. */
export async function readCandidates(
  read: ReadDb,
  world: World,
  options: ActivationOptions,
): Promise<readonly Candidate[]> {
  await assertKnown(read, options)
  const rows = await listGuardianChildren(read, { child: options.child, location: options.location })
  return [...Map.groupBy(rows, (row) => row.guardian).values()].map((links) => candidateOf(links, world))
}

function candidateOf(links: readonly Row[], world: World): Candidate {
  const [{ guardian, hasAddress, account, activation, mail }] = links as [Row, ...Row[]]
  return {
    guardian,
    hasAddress: Boolean(hasAddress),
    hasActiveAccount: account === 'active',
    ...(activation && { activation }),
    hasFailedMail: mail === 'failed',
    children: links.flatMap((link) => placementOf(link, world)),
  }
}

function placementOf({ child, location, locationId }: Row, world: World): readonly Placement[] {
  const found = world.children.get(child)
  return found ? [{ child: found, location, locationId }] : []
}

async function assertKnown(read: ReadDb, { child, location }: ActivationOptions): Promise<void> {
  if (child !== undefined && !(await findChild(read, child))) {
    throw new UserError(`There is no child with number "${child}": check the number after --child.`)
  }
  if (location === undefined) return
  const names = (await listLocations(read)).map(({ name }) => name)
  if (names.includes(location)) return
  throw new UserError(
    `There is no location "${location}": choose one of ${names.join(', ') || '(none yet)'}.`,
  )
}
