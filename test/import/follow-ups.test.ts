import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAYS_AHEAD, type FollowUps, followUps } from '../../src/jobs/import/after/follow-ups.ts'
import { addDays, careOn, type IsoDate, momentAtWall } from '../../src/rules/index.ts'
import { samplePolicy } from '../../src/rules/test-world.ts'
import type { Store } from '../../src/store/open.ts'
import { readPlacements } from '../../src/store/world/placements.ts'
import { addChild, addGuardian, addPlace, type Care, type Place } from '../support/family.ts'
import { type Database, freshDatabase } from '../support/postgres.ts'
import { answer, openTo, record } from '../support/requests.ts'

/* 2 March 2026 is a Monday. Children come on Mondays and Tuesdays unless a test says otherwise. */
const TODAY = '2026-03-02'
const LONG_AGO: Care = { from: '2024-09-02' }
const WEDNESDAY = '2026-03-11'

let database: Database
let store: Store
let place: Place

beforeEach(async () => {
  database = await freshDatabase()
  store = await openTo(database)
  place = await addPlace(store, 'De Boomhut')
})

afterEach(async () => {
  await store.close()
  await database.drop()
})

/** What follows when the import touched these children, and the group. */
function follows(childNumbers: readonly string[], groupIds: readonly number[] = []): Promise<FollowUps> {
  const touched = {
    childNumbers: new Set(childNumbers),
    childIds: new Set<number>(),
    groupIds: new Set(groupIds),
  }
  return followUps(store.read, touched, momentAtWall(`${TODAY} 09:00`), { policy: samplePolicy })
}

async function change(statement: string): Promise<void> {
  await sql.raw(statement).execute(store.admin)
}

describe('due for activation', () => {
  test('are guardians by the first care day: now, on a later day, or not within thirty days', async () => {
    const starts: readonly IsoDate[] = ['2026-03-16', '2026-03-17', '2026-04-14', '2026-04-20']
    const guardians: number[] = []
    for (const [number, from] of starts.entries()) {
      const child = await addChild(store, `K${number}`, place, [{ from }])
      guardians.push(await addGuardian(store, [child], { email: `ouder${number}@ouders.example` }))
    }
    const [now, tomorrow, last] = guardians
    const { due } = await follows(['K0', 'K1', 'K2', 'K3'])
    expect(due).toEqual({
      now: 1,
      later: 2,
      locations: [
        {
          location: 'De Boomhut',
          now: [now],
          later: [
            { date: '2026-03-03', guardians: [tomorrow] },
            { date: '2026-03-31', guardians: [last] },
          ],
        },
      ],
    })
  })

  test('is nobody with an account, an invitation, no address, or a child that has left', async () => {
    const here = await addChild(store, 'K1', place, [LONG_AGO])
    const left = await addChild(store, 'K2', place, [{ from: '2024-09-02', until: '2026-03-01' }])
    await addGuardian(store, [here], { email: 'a@ouders.example', account: 'active' })
    await addGuardian(store, [left], { email: 'b@ouders.example' })
    await addGuardian(store, [left], { email: null })
    const invited = await addGuardian(store, [here], { email: 'c@ouders.example' })
    await change(`insert into activations (id, guardian_id, token_hash, created_at, valid_until)
      values (gen_random_uuid(), ${invited}, 'x', now(), now())`)
    expect((await follows(['K1', 'K2'])).due).toEqual({ now: 0, later: 0, locations: [] })
  })

  test('is a guardian with a closed account', async () => {
    const child = await addChild(store, 'K1', place, [LONG_AGO])
    await addGuardian(store, [child], { email: 'a@ouders.example', account: 'closed' })
    expect((await follows(['K1'])).due.now).toBe(1)
  })

  test('is a guardian once, with the child that starts first, also when the import touched the other only', async () => {
    const elsewhere = await addPlace(store, 'Het Nest')
    const elder = await addChild(store, 'K1', elsewhere, [LONG_AGO])
    const younger = await addChild(store, 'K2', place, [{ from: '2026-03-23' }])
    const guardian = await addGuardian(store, [elder, younger], { email: 'a@ouders.example' })
    await addGuardian(store, [elder], { email: 'of-the-elder-only@ouders.example' })
    expect((await follows(['K2'])).due).toEqual({
      now: 1,
      later: 0,
      locations: [{ location: 'Het Nest', now: [guardian], later: [] }],
    })
  })
})

describe('a group over its places', () => {
  const mondays = ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23', '2026-03-30']
  const onMondays = { mon: '07:30-18:30' }
  const datesOver = async () => (await follows([], [place.group])).overPlaces.map(({ date }) => date)

  beforeEach(() => change('update groups set places = 2'))

  test('is told day by day, today and the thirty days after', async () => {
    for (const number of ['K1', 'K2', 'K3'])
      await addChild(store, number, place, [{ ...LONG_AGO, days: onMondays }])
    const { overPlaces } = await follows(['K1'], [place.group])
    expect(overPlaces).toEqual(
      mondays.map((date) => ({ location: 'De Boomhut', group: 'Bijtjes', date, children: 3, places: 2 })),
    )
  })

  test('is not told when the import did not touch it, or its places are unknown', async () => {
    for (const number of ['K1', 'K2', 'K3']) await addChild(store, number, place, [LONG_AGO])
    expect((await follows(['K1'])).overPlaces).toEqual([])
    await change('update groups set places = null')
    expect(await datesOver()).toEqual([])
  })

  test('is so only while contracts run, and not on closed days or in a pause for school holidays', async () => {
    await addChild(store, 'K1', place, [{ ...LONG_AGO, days: onMondays }])
    await addChild(store, 'K2', place, [{ from: '2026-03-09', days: onMondays }])
    const paused = await addChild(store, 'K3', place, [{ ...LONG_AGO, until: '2026-03-29', days: onMondays }])
    await change(`update contracts set weeks = 40 where child_id = ${paused}`)
    await change(`insert into school_holidays (location_id, first_day, last_day, name)
      values (${place.location}, '2026-03-14', '2026-03-20', 'Vakantie')`)
    expect(await datesOver()).toEqual(['2026-03-09', '2026-03-23'])
    await change(
      `insert into closures (location_id, date, name) values (${place.location}, '2026-03-23', 'Studiedag')`,
    )
    expect(await datesOver()).toEqual(['2026-03-09'])
  })

  test('counts a child with two contracts on a day once', async () => {
    await change('update groups set places = 1')
    await addChild(store, 'K1', place, [
      { ...LONG_AGO, days: { mon: '07:30-12:00' } },
      { ...LONG_AGO, days: { mon: '13:00-18:30' } },
    ])
    await addChild(store, 'K2', place, [{ ...LONG_AGO, days: { fri: '07:30-18:30' } }])
    expect(await datesOver()).toEqual([])
  })

  test('counts whom a granted request brings, and not who is absent or waits for an answer', async () => {
    for (const number of ['K1', 'K2', 'K3'])
      await addChild(store, number, place, [{ ...LONG_AGO, days: onMondays }])
    await record(store, samplePolicy, { kind: 'absence', child: 'K1', date: '2026-03-09' }, `${TODAY} 08:00`)
    expect(await datesOver()).toEqual(mondays.filter((date) => date !== '2026-03-09'))
    await change('update groups set places = 1')
    for (const child of ['K1', 'K2']) {
      const ask = { kind: 'extra', child, date: WEDNESDAY } as const
      const { request } = await record(
        store,
        { ...samplePolicy, place: { ...samplePolicy.place, short: 'needs-review' } },
        ask,
        `${TODAY} 08:00`,
      )
      expect(await datesOver()).not.toContain(WEDNESDAY)
      await change(`update requests set state = 'granted' where id = '${request}'`)
    }
    expect(await datesOver()).toContain(WEDNESDAY)
  })

  test('lacks a child that gave up the day in a swap, also for a day that is over', async () => {
    for (const number of ['K1', 'K2', 'K3']) {
      await addChild(store, number, place, [{ ...LONG_AGO, days: onMondays }])
    }
    const swap = { kind: 'swap', child: 'K1', give: '2026-03-09', take: '2026-02-25' } as const
    const { request } = await record(store, samplePolicy, swap, '2026-02-20 08:00')
    await answer(store, samplePolicy, request, 'granted', '2026-02-20 09:00')
    expect(await datesOver()).toEqual(mondays.filter((date) => date !== '2026-03-09'))
  })

  test('has as many children each day as the rules count one by one', async () => {
    await change('update groups set places = 0')
    const patterns = [onMondays, { tue: '08:00-18:00', fri: '08:00-18:00' }, { wed: '07:30-13:00' }]
    for (let at = 0; at < 24; at += 1) {
      const from = addDays(TODAY, (at % 4) * 9 - 14)
      const until = at % 5 === 0 ? { until: addDays(TODAY, 20) } : {}
      await addChild(store, `K${at}`, place, [{ from, ...until, days: patterns[at % 3] ?? {} }])
    }
    const world = await readPlacements(store.read)
    const expected = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => addDays(TODAY, ahead))
      .map((date) => {
        const present = [...world.children.values()].filter(
          (child) => careOn(child, date, world, samplePolicy).length,
        )
        return { date, children: present.length }
      })
      .filter(({ children }) => children > 0)
    const { overPlaces } = await follows([], [place.group])
    expect(overPlaces.map(({ date, children }) => ({ date, children }))).toEqual(expected)
  })
})

describe('a request that now breaks a rule', () => {
  const extra = (child: string) => ({ kind: 'extra', child, date: WEDNESDAY }) as const
  const asked = async (ask: Parameters<typeof record>[2]) =>
    (await record(store, samplePolicy, ask, `${TODAY} 08:00`)).request

  beforeEach(async () => void (await addChild(store, 'K1', place, [LONG_AGO])))

  test('is an extra day after the end of the contract, granted or open', async () => {
    const request = await asked(extra('K1'))
    expect((await follows(['K1'])).brokenRequests).toEqual([])
    await change(`update contracts set last_day = '2026-03-10'`)
    const broken = {
      request,
      child: 'K1',
      kind: 'extra',
      state: 'open',
      date: WEDNESDAY,
      rules: ['contract.in-force'],
    }
    expect((await follows(['K1'])).brokenRequests).toEqual([broken])
    await change(`update contracts set last_day = null`)
    await answer(store, samplePolicy, request, 'granted', `${TODAY} 08:30`)
    expect((await follows(['K1'])).brokenRequests).toEqual([])
    await change(`update contracts set last_day = '2026-03-10'`)
    expect((await follows(['K1'])).brokenRequests).toEqual([{ ...broken, state: 'granted' }])
  })

  test.each([
    [
      'an extra day that the contract has by now',
      extra('K1'),
      `update contracts set days = '{"wed":"07:30-18:30"}'`,
      'day.free',
    ],
    [
      'an absence on a day without care',
      { kind: 'absence', child: 'K1', date: '2026-03-10' },
      `update contracts set days = '{"mon":"07:30-18:30"}'`,
      'day.planned',
    ],
    [
      'a swap whose day given up is gone',
      { kind: 'swap', child: 'K1', give: '2026-03-10', take: WEDNESDAY },
      `update contracts set days = '{"mon":"07:30-18:30"}'`,
      'day.planned',
    ],
    [
      'an extra day on a new closure',
      extra('K1'),
      `insert into closures (location_id, date, name) select id, '${WEDNESDAY}', 'Studiedag' from locations`,
      'day.open',
    ],
  ] as const)('is %s', async (_, ask, statement, rule) => {
    const request = await asked(ask)
    await change(statement)
    expect((await follows(['K1'])).brokenRequests).toMatchObject([
      { request, rules: expect.arrayContaining([rule]) },
    ])
  })

  test('is that of another child for whom no place is left in a group of the import', async () => {
    await change('update groups set places = 1')
    const request = await asked(extra('K1'))
    await addChild(store, 'K2', place, [{ ...LONG_AGO, days: { wed: '07:30-18:30' } }])
    expect((await follows(['K2'], [place.group])).brokenRequests).toMatchObject([
      { request, child: 'K1', rules: ['group.has-place'] },
    ])
  })

  test('is none that broke the rule when it was asked, was answered with no, or is over', async () => {
    await change('update groups set places = 0')
    const lenient = { ...samplePolicy, place: { ...samplePolicy.place, short: 'needs-review' } } as const
    const { state } = await record(store, lenient, extra('K1'), `${TODAY} 08:00`)
    const declined = await record(store, lenient, { ...extra('K1'), date: '2026-03-12' }, `${TODAY} 08:00`)
    await answer(store, lenient, declined.request, 'declined', `${TODAY} 08:30`)
    await record(
      store,
      samplePolicy,
      { kind: 'absence', child: 'K1', date: '2026-02-24' },
      '2026-02-20 08:00',
    )
    expect([state, (await follows(['K1'], [place.group])).brokenRequests]).toEqual(['open', []])
    await change(`update contracts set last_day = '2026-02-20'`)
    expect((await follows(['K1'])).brokenRequests.map(({ date, rules }) => [date, rules])).toEqual([
      [WEDNESDAY, ['contract.in-force']],
    ])
  })
})
