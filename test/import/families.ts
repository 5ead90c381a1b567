import type { Imports } from './imports.ts'

/** The columns of a child alone. */
export const CHILD = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep'
const ONE = 'ouder1_voornaam;ouder1_achternaam;ouder1_email;ouder1_telefoon;ouder1_gezag'
/** A child with both guardians. */
export const HEADER = `${CHILD};${ONE};${ONE.replaceAll('ouder1', 'ouder2')}`
/** The cells of a guardian who isn't there. */
export const NOBODY = ';;;;'

/** A row under `HEADER`: the guardians as `voornaam;achternaam;email;telefoon;gezag`. */
export function child(number: string, first: string, second = NOBODY): string {
  return `${number};Kim;Vos;01-06-2024;De Waterlelie;Vlinders;${first};${second}`
}

/** What is stored of each child's guardians, by child and position. */
export function familiesOf(imports: Imports) {
  return imports.rows(`select number, position, concat_ws(' ', g.first_name, g.last_name) as name, email, phone, custody,
      guardian_id as guardian
    from child_guardians join children c on c.id = child_id join guardians g on g.id = guardian_id
    order by number, position`)
}
