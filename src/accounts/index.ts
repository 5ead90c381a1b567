/**
 * What the portal imports as `ouderportaal/accounts`: the link of an invitation becomes an account with a password
 * (LK-11). docs/accounts.md shows a page that uses it.
 */
import type { PostgresPool } from 'kysely'
import type { Accounts } from './answers.ts'
import { type AccountStore, accountsOn } from './redeem.ts'
import { endMail, readUnsubscribeToken, wantMail } from './unsubscribe.ts'

export type { Accounts, DeadLink, Link, SetPassword } from './answers.ts'
export { isPassword } from './hash.ts'
export { PASSWORD_LENGTH, type Weakness } from './password.ts'
export type { TopicOf } from './topic.ts'

/** Where the accounts are: a database by its address, or through the pool that the portal has already. */
export type AccountsOptions =
  | {
      /** `postgres://...`, or `pglite:FOLDER` to try it. */
      readonly database: string
      /** The organisation's schema; left out: `ouderportaal`. */
      readonly schema?: string
      readonly activationKey?: string
    }
  | {
      /** A `Pool` of the package pg, with whatever settings it has. */
      readonly pool: PostgresPool
      readonly schema?: string
      /** The setting `activationKey`; needed to end mail, not to set passwords. */
      readonly activationKey?: string
    }

/** Opens the accounts once, for as long as the portal runs. Throws when the database can't be reached. */
export async function openAccounts(options: AccountsOptions): Promise<Accounts> {
  const { store, close } = await open(options)
  return { ...accountsOn(store), ...mailOn(store, options.activationKey), close }
}

function mailOn(
  store: AccountStore,
  activationKey: string | undefined,
): Pick<Accounts, 'mailOf' | 'endMail' | 'wantMail'> {
  const hands = () => {
    if (activationKey === undefined) throw new Error('openAccounts was given no activationKey')
    return { store, activationKey }
  }
  return {
    mailOf: (token) => readUnsubscribeToken(token, hands().activationKey),
    endMail: async (token, at) => endMail(hands(), token, at),
    wantMail: async (token, at) => wantMail(hands(), token, at),
  }
}

interface Opened {
  readonly store: AccountStore
  close(): Promise<void>
}

async function open({ schema = 'ouderportaal', ...where }: AccountsOptions): Promise<Opened> {
  if ('pool' in where) {
    const { storeOnPool } = await import('../store/pool.ts')
    return { store: storeOnPool(where.pool, schema), close: async () => {} }
  }
  const { openStore } = await import('../store/open.ts')
  const { requireMigrated } = await import('../store/migrate.ts')
  const store = await openStore({ ...where, schema, command: 'portal', create: false })
  await requireMigrated(store)
  return { store, close: store.close }
}
