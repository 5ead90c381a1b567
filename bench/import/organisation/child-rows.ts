import { type Child, inDutch, makeChild } from './child.ts'
import { type Guardian, makeFamily } from './family.ts'
import type { Cells } from './write-csv.ts'

const GUARDIAN = ['voornaam', 'tussenvoegsel', 'achternaam', 'email', 'telefoon', 'gezag']
const NO_GUARDIAN = GUARDIAN.map(() => '')

export const CHILD_COLUMNS: Cells = [
  ...['kindnummer', 'roepnaam', 'tussenvoegsel', 'achternaam', 'geboortedatum', 'locatie', 'groep'],
  ...['ouder1', 'ouder2'].flatMap((guardian) => GUARDIAN.map((column) => `${guardian}_${column}`)),
]

export function* childRows(children: number): Iterable<Cells> {
  yield CHILD_COLUMNS
  for (let at = 0; at < children; at += 1) yield rowOf(makeChild(at, children))
}

function rowOf({ number, firstName, family, born, place, isAtSchool }: Child): Cells {
  const { infix, lastName, guardians } = makeFamily(family)
  const group = isAtSchool ? place.afterSchool : place.dayCare
  const [first, second] = guardians.map(cellsOf)
  return [
    ...[number, firstName, infix, lastName, inDutch(born), place.location, group],
    ...(first ?? NO_GUARDIAN),
    ...(second ?? NO_GUARDIAN),
  ]
}

function cellsOf({ firstName, infix, lastName, email, phone, custody }: Guardian): Cells {
  return [firstName, infix, lastName, email, phone, custody]
}
