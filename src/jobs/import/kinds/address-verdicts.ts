import { addressKey } from '../../../csv/address.ts'
import type { Remark } from '../finding.ts'
import { type Claim, isDisputed, type Told } from './address-claims.ts'
import type { ChildGuardian, Person } from './family.ts'

/** What becomes of an address that rows give to somebody who is known and had another, or none. */
export interface Verdict {
  /** What there is to say of it. */
  readonly code: Remark['code'] | null
  /** Whoever the address is about, with the address that is stored from now on; null: somebody new. */
  readonly person: Person | null
}

export interface AccountRule {
  /** Ids of the guardians who have an active account. */
  readonly active: ReadonlySet<number>
  readonly allowChange: boolean
}

/** The verdict on each address that is claimed, by its key. */
export function judgeAddresses(told: Told, accounts: AccountRule): ReadonlyMap<string, Verdict> {
  const byAddress = Map.groupBy(told.claims, ({ address }) => addressKey(address))
  return new Map(
    [...byAddress].map(([key, group]) => {
      const claims = group as readonly Claim[] as readonly [Claim, ...Claim[]]
      const verdict = isDisputed(key, claims, told) ? DISPUTED : verdictOn(claims, accounts)
      return [key, verdict] as const
    }),
  )
}

const DISPUTED: Verdict = { code: 'address-disputed', person: null }

function verdictOn(claims: readonly [Claim, ...Claim[]], { active, allowChange }: AccountRule): Verdict {
  const [{ address }] = claims
  const guardian = chooseOne(claims.map((claim) => claim.guardian))
  const { custody: _, ...before } = guardian
  const isActive = active.has(guardian.id)
  if (isActive && !allowChange) return { code: 'account-address-kept', person: before }
  const code = isActive ? 'account-address-changed' : 'address-changed'
  return { code: before.email === null ? null : code, person: { ...before, email: address } }
}

/** Guardians without an address were stored for each child apart; with one they are one person, who was known first. */
function chooseOne(guardians: readonly (ChildGuardian & { readonly id: number })[]) {
  const byAge = guardians.toSorted((one, other) => one.id - other.id)
  return (byAge.find(({ email }) => email !== null) ?? byAge[0]) as (typeof guardians)[number]
}
