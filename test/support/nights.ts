import { randomUUID } from 'node:crypto'
import { addDays, type IsoDate } from '../../src/rules/index.ts'
import type { Store } from '../../src/store/open.ts'
import { addChild, addGuardian, addPlace } from './family.ts'

/** Days in a row from the first. */
export const daysFrom = (first: IsoDate, count: number): readonly IsoDate[] =>
  Array.from({ length: count }, (_, index) => addDays(first, index))

/** For each day a credit that can be used until it, of which the guardian is warned, and a guardian to invite. */
export async function addNights(store: Store, days: readonly IsoDate[]): Promise<void> {
  const place = await addPlace(store, 'De Boomhut', 'boomhut@opvang.example')
  for (const [index, day] of days.entries()) {
    const child = await addChild(store, `K${index}`, place, [{ from: '2024-09-02' }])
    await addGuardian(store, [child], { email: `k${index}@ouders.example`, account: 'active' })
    await addCredit(store, child, day)
    const starter = await addChild(store, `A${index}`, place, [{ from: addDays(day, 10) }])
    await addGuardian(store, [starter], { email: `a${index}@ouders.example` })
  }
}

async function addCredit(store: Store, child: number, lastDay: IsoDate): Promise<void> {
  const [id, request] = [randomUUID(), randomUUID()]
  await store.record(async (write) => {
    await write
      .insertInto('requests')
      .values({
        ...{ id: request, child_id: child, kind: 'absence', date: '2026-02-02', ask: '{}' },
        ...{ asked_at: '2026-02-01T10:00:00Z', asked_by: 'guardian', state: 'granted' },
        ...{ verdict: '{}', consequences: '{}', policy_name: 'sample', policy_from: '2020-01-01' },
      })
      .execute()
    await write
      .insertInto('credits')
      .values({
        ...{ id, child_id: child, care_type: 'KDV', absent_on: '2026-02-02', usable_from: '2026-02-03' },
        ...{ expires_on: lastDay, unit: 'minutes', amount: 630, minutes: 630, request_id: request },
      })
      .execute()
    await write
      .insertInto('credit_entries')
      .values({
        ...{ credit_id: id, kind: 'earned', amount: 630, at: '2026-02-01T10:00:00Z', key: `earned/${id}` },
      })
      .execute()
  })
}

/** All that the nights did, without what differs each time: ids, and who ran it when. */
export async function effectsIn(store: Store) {
  const entries = await store.read
    .selectFrom('credit_entries')
    .innerJoin('credits', 'credits.id', 'credit_entries.credit_id')
    .innerJoin('children', 'children.id', 'credits.child_id')
    .select(['number', 'credit_entries.kind', 'credit_entries.amount'])
    .execute()
  const mails = await store.read.selectFrom('mails').select(['template', 'guardian_id', 'state']).execute()
  const runs = await store.read.selectFrom('job_runs').select('slot').where('slot', 'is not', null).execute()
  return {
    entries: entries.map(({ number, kind, amount }) => `${number} ${kind} ${amount}`).toSorted(),
    mails: mails.map(({ template, guardian_id, state }) => `${guardian_id} ${template} ${state}`).toSorted(),
    slots: runs.map(({ slot }) => slot).toSorted(),
  }
}
