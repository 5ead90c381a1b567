import { addressKey } from '../../../csv/address.ts'
import type { Moment } from '../../../rules/index.ts'
import { changeAddresses } from '../../../store/accounts.ts'
import { reading, type WriteDb } from '../../../store/open.ts'
import {
  deleteUnreferredGuardians,
  insertGuardians,
  listChildren,
  replaceGuardiansOf,
  saveChildren,
  updateGuardians,
} from '../../../store/people.ts'
import type { Change } from '../kind.ts'
import { type ChildGuardian, type ChildRow, guardiansOf, type Person } from './family.ts'
import { guardiansRemoved } from './removed-guardians.ts'

/** A guardian in its place beside a child. */
interface Link {
  readonly child: string
  readonly position: 1 | 2
  readonly guardian: ChildGuardian
}

export async function saveFamilies(
  write: WriteDb,
  changes: readonly Change<ChildRow>[],
  at: Moment,
): Promise<void> {
  await saveAddresses(write, changes, at)
  const rows = changes.map(({ after }) => after)
  await saveChildren(
    write,
    rows.map(({ number, firstName, infix, lastName, born, groupId }) => ({
      number,
      first_name: firstName,
      infix,
      last_name: lastName,
      born,
      group_id: groupId,
    })),
  )
  const links = rows.flatMap(linksOf)
  const guardianIds = await savePersons(
    write,
    new Map(links.map((link) => [identityOf(link), link.guardian])),
  )
  const saved = await listChildren(
    reading(write),
    rows.map(({ number }) => number),
  )
  const childIds = new Map(saved.map((row) => [row.number, row.id]))
  await replaceGuardiansOf(
    write,
    [...childIds.values()],
    links.map((link) => ({
      child_id: childIds.get(link.child) as number,
      position: link.position,
      guardian_id: guardianIds.get(identityOf(link)) as number,
      custody: link.guardian.custody,
    })),
  )
  // A guardian without an address belongs to one child only; one with an address stays, whoever the children are.
  const removed = changes.flatMap(guardiansRemoved).filter(({ email }) => email === null)
  await deleteUnreferredGuardians(
    write,
    removed.flatMap(({ id }) => id ?? []),
  )
}

/** Each person once, however many of the children are in the file. */
function saveAddresses(write: WriteDb, changes: readonly Change<ChildRow>[], at: Moment): Promise<void> {
  const persons = changes.flatMap(movedGuardians)
  const rows = new Map(
    persons.map((person) => [person.id, { id: person.id as number, ...addressOf(person) }]),
  )
  return changeAddresses(write, [...rows.values()], at.now.toString())
}

/** The guardians who were there before, with another address or none. */
export function movedGuardians({ before, after }: Change<ChildRow>): readonly Person[] {
  const known = new Map((before ? guardiansOf(before) : []).map((guardian) => [guardian.id, guardian]))
  return guardiansOf(after).filter((guardian) => {
    const same = known.get(guardian.id)
    return same && addressOf(same).email_key !== addressOf(guardian).email_key
  })
}

function linksOf({ number: child, guardian1, guardian2 }: ChildRow): readonly Link[] {
  return ([guardian1, guardian2] as const).flatMap((guardian, at) =>
    guardian ? [{ child, position: at === 0 ? 1 : 2, guardian }] : [],
  )
}

/** One person for each address; without one a guardian belongs to that place beside that child only. */
function identityOf({ child, position, guardian: { email } }: Link): string {
  return email === null ? JSON.stringify([child, position]) : addressKey(email)
}

/** Gives each person's id, by identity. */
async function savePersons(write: WriteDb, persons: ReadonlyMap<string, Person>) {
  const stored = [...persons].flatMap(([identity, person]) =>
    person.id === null ? [] : ([[identity, person]] as const),
  )
  await updateGuardians(
    write,
    stored.map(([, person]) => ({ id: person.id as number, ...cellsOf(person) })),
  )
  const fresh = [...persons].filter(([, person]) => person.id === null)
  const inserted = await insertGuardians(
    write,
    new Map(fresh.map(([identity, person]) => [identity, { ...cellsOf(person), ...addressOf(person) }])),
  )
  return new Map([
    ...stored.map(([identity, person]) => [identity, person.id as number] as const),
    ...inserted,
  ])
}

function addressOf({ email }: Person) {
  return { email, email_key: email && addressKey(email) }
}

function cellsOf({ firstName, infix, lastName, phone }: Person) {
  return { first_name: firstName, infix, last_name: lastName, phone }
}
