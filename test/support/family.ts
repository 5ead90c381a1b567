import { createHash } from 'node:crypto'
import type { IsoDate } from '../../src/rules/index.ts'
import type { Store } from '../../src/store/open.ts'

/** Builders of stored rows: each names only what the test is about. */
export interface Place {
  readonly location: number
  readonly group: number
}

export async function addPlace(store: Store, name: string, email: string | null = null): Promise<Place> {
  return store.record(async (write) => {
    const location = await write
      .insertInto('locations')
      .values({ name, phone: '0318 12 34 56', email })
      .returning('id')
      .executeTakeFirstOrThrow()
    const group = await write
      .insertInto('groups')
      .values({ location_id: location.id, name: 'Bijtjes', care_type: 'KDV', places: 16 })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { location: location.id, group: group.id }
  })
}

export interface Care {
  readonly from: IsoDate
  readonly until?: IsoDate
  /** Left out: on Mondays and Tuesdays. */
  readonly days?: Readonly<Record<string, string>>
}

export async function addChild(
  store: Store,
  number: string,
  place: Place,
  care: readonly Care[],
): Promise<number> {
  return store.record(async (write) => {
    const { id } = await write
      .insertInto('children')
      .values({ number, first_name: 'Noor', last_name: 'Jansen', born: '2025-01-15', group_id: place.group })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const [index, { from, until, days }] of care.entries()) {
      await write
        .insertInto('contracts')
        .values({
          number: `${number}-${index}`,
          child_id: id,
          group_id: place.group,
          care_type: 'KDV',
          first_day: from,
          last_day: until ?? null,
          weeks: 52,
          days: JSON.stringify(days ?? { mon: '07:30-18:30', tue: '07:30-18:30' }),
        })
        .execute()
    }
    return id
  })
}

export interface Adult {
  readonly email?: string | null
  readonly firstName?: string
  readonly language?: 'nl' | 'en'
  readonly account?: 'active' | 'closed'
}

export async function addGuardian(
  store: Store,
  children: readonly number[],
  adult: Adult = {},
): Promise<number> {
  const { email = null, firstName = 'Sanne', language = 'nl', account } = adult
  return store.record(async (write) => {
    const { id } = await write
      .insertInto('guardians')
      .values({
        first_name: firstName,
        last_name: 'Jansen',
        email,
        email_key: email?.toLowerCase() ?? null,
        language,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const child of children) {
      const { position } = await write
        .selectFrom('child_guardians')
        .select(({ fn }) => fn.countAll<number>().as('position'))
        .where('child_id', '=', child)
        .executeTakeFirstOrThrow()
      await write
        .insertInto('child_guardians')
        .values({ child_id: child, position: position + 1, guardian_id: id, custody: true })
        .execute()
    }
    if (account) await write.insertInto('accounts').values({ guardian_id: id, state: account }).execute()
    return id
  })
}

/** Mail to this address came back. */
export async function bounce(store: Store, email: string, at = '2026-03-03T08:00:00Z'): Promise<void> {
  const address_hash = createHash('sha256').update(email.toLowerCase()).digest()
  await store.record((write) =>
    write.insertInto('bounces').values({ address_hash, bounced_at: at, status: '5.1.1' }).execute(),
  )
}
