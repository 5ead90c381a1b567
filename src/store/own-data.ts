import type { ReadDb } from './open.ts'

/* What a guardian may know of a child, and of nobody else: each query asks for one child, and for one guardian. */

export function findOwnChild(read: ReadDb, childId: number) {
  return read
    .selectFrom('children')
    .innerJoin('groups', 'groups.id', 'children.group_id')
    .innerJoin('locations', 'locations.id', 'groups.location_id')
    .select(['number', 'first_name', 'infix', 'last_name', 'born'])
    .select(['groups.name as group', 'locations.name as location'])
    .where('children.id', '=', childId)
    .executeTakeFirstOrThrow()
}

export function findGuardianHerself(read: ReadDb, guardianId: number, childId: number) {
  return read
    .selectFrom('guardians')
    .innerJoin('child_guardians as link', 'link.guardian_id', 'guardians.id')
    .select(['first_name', 'infix', 'last_name', 'email', 'phone', 'language', 'custody'])
    .where('guardians.id', '=', guardianId)
    .where('link.child_id', '=', childId)
    .executeTakeFirstOrThrow()
}

export function listOwnContracts(read: ReadDb, childId: number) {
  return read
    .selectFrom('contracts')
    .innerJoin('groups', 'groups.id', 'contracts.group_id')
    .innerJoin('locations', 'locations.id', 'groups.location_id')
    .selectAll('contracts')
    .select(['groups.name as group', 'locations.name as location'])
    .where('child_id', '=', childId)
    .orderBy('first_day')
    .orderBy('contracts.number')
    .execute()
}

export function listOwnRequests(read: ReadDb, childId: number) {
  return read
    .selectFrom('requests')
    .selectAll()
    .where('child_id', '=', childId)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
}

export function listOwnCredits(read: ReadDb, childId: number) {
  return read
    .selectFrom('credits')
    .selectAll()
    .where('child_id', '=', childId)
    .orderBy('absent_on')
    .orderBy('care_type')
    .orderBy('id')
    .execute()
}

/** The ledger of all credits of a child. */
export function listOwnCreditEntries(read: ReadDb, childId: number) {
  return read
    .selectFrom('credit_entries as entry')
    .innerJoin('credits', 'credits.id', 'entry.credit_id')
    .select(['entry.credit_id', 'entry.kind', 'entry.amount', 'entry.at'])
    .where('credits.child_id', '=', childId)
    .orderBy('entry.at')
    .orderBy('entry.id')
    .execute()
}

export function listOwnConsents(read: ReadDb, guardianId: number, childId: number) {
  return read
    .selectFrom('consents')
    .select(['purpose', 'given_at', 'withdrawn_at'])
    .where('guardian_id', '=', guardianId)
    .where('child_id', '=', childId)
    .orderBy('given_at')
    .orderBy('purpose')
    .execute()
}
