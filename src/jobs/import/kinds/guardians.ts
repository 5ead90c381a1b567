import { listGuardians, updateGuardians } from '../../../store/people.ts'
import type { Besides, Change, StoredKind } from '../kind.ts'
import { type ChildRow, guardiansOf, type Person, personOf } from './family.ts'

/** As what an import changes of them is called: they have no file of their own. */
export const GUARDIANS = 'guardians'

export const guardians: StoredKind<Person> = {
  stored: async (read, keys) =>
    new Map((await listGuardians(read, keys.map(Number))).map((row) => [String(row.id), personOf(row)])),
  save: (write, changes) =>
    updateGuardians(
      write,
      changes.map(({ after: { id, firstName, infix, lastName, phone } }) => ({
        id: id as number,
        first_name: firstName,
        infix,
        last_name: lastName,
        phone,
      })),
    ),
  // An import brings in no guardian but with a child, and whoever takes that child away sees to them.
  remove: async () => {},
}

const FIELDS = ['firstName', 'infix', 'lastName', 'phone'] as const

/** The known persons whom a change renames, and who stood beside none of the changed children before. */
export function guardiansBesides(changes: readonly Change<ChildRow>[], known: readonly Person[]): Besides {
  const after = new Map(changes.flatMap((change) => guardiansOf(change.after)).map((one) => [one.id, one]))
  const told = new Set(changes.flatMap(staying))
  return {
    kind: GUARDIANS,
    changes: known
      .filter(({ id }) => id !== null && !told.has(id))
      .flatMap((before) => changeOf(before, after.get(before.id))),
    cells: (row) => cellsOf(row as Person),
  }
}

/** Of these the row of the child tells what changes. */
function staying({ before, after }: Change<ChildRow>): readonly (number | null)[] {
  const known = new Set((before ? guardiansOf(before) : []).map(({ id }) => id))
  return guardiansOf(after).flatMap(({ id }) => (known.has(id) ? [id] : []))
}

function changeOf(before: Person, now: Person | undefined): readonly Change<Person>[] {
  const fields = FIELDS.filter((field) => now && now[field] !== before[field])
  if (!now || fields.length === 0) return []
  const { firstName, infix, lastName, phone } = now
  const key = String(before.id)
  return [{ key, name: key, before, after: { ...before, firstName, infix, lastName, phone }, fields }]
}

function cellsOf({ firstName, infix, lastName, phone }: Person) {
  return { voornaam: firstName, tussenvoegsel: infix, achternaam: lastName, telefoon: phone }
}
