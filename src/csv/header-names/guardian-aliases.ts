import type { Position } from '../kinds/guardian.ts'
import { ADDRESS, FAMILY_NAME, FIRST_NAME, INFIX, PHONE } from './words.ts'

/** The names of each part; the first is that of the canonical column. */
const PARTS: readonly (readonly [string, ...string[]])[] = [
  ['voornaam', ...FIRST_NAME],
  ['tussenvoegsel', ...INFIX],
  ['achternaam', ...FAMILY_NAME],
  ['email', ...ADDRESS],
  ['telefoon', ...PHONE],
  ['gezag', 'ouderlijk gezag', 'heeft gezag', 'gezaghebbend', 'custody', 'has custody'],
]

const ROLES = [
  'ouder',
  'verzorger',
  'ouder/verzorger',
  'contactpersoon',
  'contact',
  'parent',
  'guardian',
  'carer',
]

const ORDINALS: Readonly<Record<Position, readonly string[]>> = {
  1: ['1e', '1ste', 'eerste', 'first'],
  2: ['2e', '2de', 'tweede', 'second'],
}

/** A guardian's columns are named by who and what, in either order: `e-mail 1e verzorger`, `parent1_phone`. */
export const GUARDIAN_ALIASES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ([1, 2] as const).flatMap((position) =>
    PARTS.map((names) => [`ouder${position}_${names[0]}`, aliasesOf(position, names)]),
  ),
)

function aliasesOf(position: Position, names: readonly string[]): readonly string[] {
  const holders = ROLES.flatMap((role) => [
    `${role} ${position}`,
    ...ORDINALS[position].map((ordinal) => `${ordinal} ${role}`),
  ])
  return holders.flatMap((holder) => names.flatMap((name) => [`${holder} ${name}`, `${name} ${holder}`]))
}
