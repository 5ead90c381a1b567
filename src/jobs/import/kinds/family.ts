import type { IsoDate } from '../../../rules/index.ts'

/** A guardian, whoever the children are; `id` is null when nobody is stored yet. */
export interface Person extends Name {
  readonly id: number | null
  readonly email: string | null
  readonly phone: string | null
}

interface Name {
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

export function isNamed({ firstName, infix, lastName }: Name): boolean {
  return firstName !== null || infix !== null || lastName !== null
}

export function sameName(one: Name, other: Name): boolean {
  return one.firstName === other.firstName && one.infix === other.infix && one.lastName === other.lastName
}
