import { addAudit } from '../store/audit.ts'
import type { Store } from '../store/open.ts'
import { findRedemption, openAccount, redeemActivation } from '../store/redemptions.ts'
import type { Accounts, DeadLink, Link, SetPassword } from './answers.ts'
import { hashPassword } from './hash.ts'
import { weaknessOf } from './password.ts'
import { hashOf } from './tokens.ts'

/** As much of a store as this takes. */
export type AccountStore = Pick<Store, 'read' | 'record'>

export function accountsOn(store: AccountStore): Pick<Accounts, 'look' | 'setPassword'> {
  return {
    look: (token, { now }) => findLink(store, hashOf(token), now.toString()),
    setPassword: (token, password, { now }) => redeem(store, hashOf(token), password, now.toString()),
  }
}

async function findLink({ read }: AccountStore, tokenHash: Buffer, at: string): Promise<Link> {
  const found = await findRedemption(read, tokenHash, at)
  if (!found) return { state: 'unknown' }
  const { language } = found
  if (found.used || found.account === 'active') return { state: 'used', language }
  if (found.replaced) return { state: 'replaced', language }
  if (found.expired) return { state: 'expired', language }
  return { state: 'valid', userName: found.email ?? '', language }
}

/** The hash takes long, on purpose: it is made outside of the transaction, and only for a link that works. */
async function redeem(
  store: AccountStore,
  tokenHash: Buffer,
  password: string,
  at: string,
): Promise<SetPassword> {
  const link = await findLink(store, tokenHash, at)
  if (link.state !== 'valid') return { outcome: 'dead-link', link: link.state }
  const weakness = weaknessOf(password, link.userName)
  if (weakness) return { outcome: 'weak-password', weakness }
  const passwordHash = await hashPassword(password)
  const guardian = await activate(store, tokenHash, passwordHash, at)
  if (guardian !== undefined) return { outcome: 'set', guardian, userName: link.userName }
  return { outcome: 'dead-link', link: await whyDead(store, tokenHash, at) }
}

/** Of those who come at the same time one gets the row; the others find it used. */
async function activate(
  store: AccountStore,
  tokenHash: Buffer,
  passwordHash: string,
  at: string,
): Promise<number | undefined> {
  return store.record(async (write) => {
    const activation = await redeemActivation(write, tokenHash, at)
    if (!activation) return undefined
    await openAccount(write, activation.guardian_id, passwordHash, at)
    await addAudit(write, {
      at,
      run_id: null,
      action: 'password set',
      subject: `guardian ${activation.guardian_id}`,
      details: JSON.stringify({ activation: activation.id }),
    })
    return activation.guardian_id
  })
}

async function whyDead(store: AccountStore, tokenHash: Buffer, at: string): Promise<DeadLink> {
  const { state } = await findLink(store, tokenHash, at)
  return state === 'valid' ? 'used' : state
}
