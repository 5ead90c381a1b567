import { randomUUID } from 'node:crypto'
import { hashOf, tokenOf } from '../../src/accounts/tokens.ts'
import type { Store } from '../../src/store/open.ts'
import { addGuardian } from './family.ts'

export const PASSWORD = 'vier paarse fietsbellen'

const KEY = '5c'.repeat(32)

export interface Link {
  readonly token: string
  readonly guardian: number
}

/** A guardian without children who was sent a link on 2 March that works for fourteen days. */
export async function addLink(
  store: Store,
  email: string,
  change: { readonly replaced_at?: string; readonly used_at?: string } = {},
): Promise<Link> {
  const guardian = await addGuardian(store, [], { email })
  const id = randomUUID()
  const token = tokenOf(id, KEY)
  await store.record((write) =>
    write
      .insertInto('activations')
      .values({
        id,
        guardian_id: guardian,
        token_hash: hashOf(token),
        created_at: '2026-03-02T08:00:00Z',
        valid_until: '2026-03-16T08:00:00Z',
        ...change,
      })
      .execute(),
  )
  return { token, guardian }
}
