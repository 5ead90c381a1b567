import { addressKey } from '../../../csv/address.ts'
import type { IsoDate } from '../../../rules/index.ts'

/** A guardian, whoever the children are; `id` is null when nobody is stored yet. */
export interface Person extends Name {
  readonly id: number | null
  readonly email: string | null
  readonly phone: string | null
}

/** The parts of a name. */
export const NAME = ['firstName', 'infix', 'lastName'] as const

export interface Name {
  readonly firstName: string | null
  readonly infix: string | null
  readonly lastName: string | null
}

/** A guardian beside one of the children. */
export interface ChildGuardian extends Person {
  readonly custody: boolean
}

export interface ChildRow {
  readonly number: string
  readonly firstName: string
  readonly infix: string | null
  readonly lastName: string
  readonly born: IsoDate
  readonly groupId: number
  readonly guardian1: ChildGuardian | null
  readonly guardian2: ChildGuardian | null
}

/** What a row says of a person when it says nothing. */
export const SILENT = { firstName: null, infix: null, lastName: null, phone: null }

interface GuardianRow {
  readonly id: number
  readonly email: string | null
  readonly first_name: string | null
  readonly infix: string | null
  readonly last_name: string | null
  readonly phone: string | null
}

export function personOf({ id, email, first_name, infix, last_name, phone }: GuardianRow): Person {
  return { id, email, firstName: first_name, infix, lastName: last_name, phone }
}

export function isNamed(name: Name): boolean {
  return NAME.some((part) => name[part] !== null)
}

export function sameName(one: Name, other: Name): boolean {
  return NAME.every((part) => one[part] === other[part])
}

/** One address is one person; somebody without is nobody else. */
export function samePerson(one: Person, other: Person): boolean {
  return one.email !== null && other.email !== null && addressKey(one.email) === addressKey(other.email)
}

export function guardiansOf({ guardian1, guardian2 }: ChildRow): readonly ChildGuardian[] {
  return [guardian1, guardian2].filter((guardian) => guardian !== null)
}
