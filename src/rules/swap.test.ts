import { describe, expect, test } from 'vitest'
import type { Ask, Swap } from './ask.ts'
import { decide } from './decide.ts'
import type { SwapPolicy } from './policy.ts'
import { record } from './record.ts'
import { always, type Deadline, type Window } from './terms/index.ts'
import {
  daysAround,
  sampleAsking,
  sampleChild,
  sampleContract,
  sampleLocation,
  samplePolicy,
  sampleWorld,
} from './test-world.ts'
import type { TimeSpan } from './time.ts'
import type { RuleId } from './verdict.ts'
import type { World } from './world.ts'

const thursdayForFriday: Swap = { kind: 'swap', child: 'Femke', give: '2026-03-05', take: '2026-03-06' }
const morning: TimeSpan = { from: '07:30', until: '12:30' }
const afternoon: TimeSpan = { from: '13:30', until: '18:30' }

function reasonOf(
  rule: RuleId,
  changes: Partial<SwapPolicy>,
  ask: Partial<Swap> = {},
  world: World = sampleWorld(),
  at = '2026-03-02 10:00',
) {
  const policy = { ...samplePolicy, swap: { ...samplePolicy.swap, ...changes } }
  const asked: Ask = { ...thursdayForFriday, ...ask }
  return decide(sampleAsking(at, asked), world, policy).reasons.find((reason) => reason.rule === rule)
}

describe('the size of the day taken', () => {
  const onMornings = sampleWorld({
    children: [sampleChild('Femke', sampleContract({ days: { thu: morning } }))],
  })
  const long: TimeSpan = { from: '07:00', until: '13:30' }
  const short: TimeSpan = { from: '08:30', until: '12:00' }

  test.each([
    ['same-hours', afternoon, true],
    ['same-hours', short, false],
    ['same-hours', long, false],
    ['not-longer', afternoon, true],
    ['not-longer', short, true],
    ['not-longer', long, false],
    ['same-day-parts', afternoon, true],
    ['same-day-parts', short, true],
    ['same-day-parts', long, false],
  ] as const)('%s, given a morning: %o is held %s', (size, time, held) => {
    expect(reasonOf('swap.same-size', { size: always(size) }, { time }, onMornings)?.held).toBe(held)
  })

  test('is not looked at where any size will do, nor where nothing says the hours', () => {
    expect(
      reasonOf('swap.same-size', { size: always('any' as const) }, { time: long }, onMornings),
    ).toBeUndefined()
    expect(reasonOf('swap.same-size', {}, { time: long }, onMornings)).toBeUndefined()
    expect(
      reasonOf('swap.same-size', { size: always('same-hours' as const) }, { give: '2026-03-04' }, onMornings),
    ).toBeUndefined()
  })

  test('is compared in open hours', () => {
    const location = sampleLocation({ closures: [{ date: '2026-03-06', name: 'Feest', from: '15:00' }] })
    const closing = sampleWorld({ location })
    expect(reasonOf('swap.same-size', { size: always('same-hours' as const) }, {}, closing)).toMatchObject({
      held: false,
      facts: { size: 'same-hours', givenMinutes: 660, takenMinutes: 450 },
    })
  })
})

describe('the care of the day taken', () => {
  const both = sampleWorld({
    children: [
      sampleChild(
        'Femke',
        sampleContract({
          careType: 'VSO',
          group: 'Spechten',
          days: { thu: { from: '07:00', until: '08:30' } },
        }),
        sampleContract({ careType: 'NSO', group: 'Uilen', days: { thu: afternoon } }),
      ),
    ],
  })
  const vsoForNso = { giveCareType: 'VSO', careType: 'NSO' } as const

  test.each([
    ['is the same', 'same', false],
    ['is one of the set', [['VSO', 'NSO']], true],
    [
      'is in another set',
      [
        ['VSO', 'KDV'],
        ['NSO', 'peuter'],
      ],
      false,
    ],
  ] as const)('%s', (_, careTypes, held) => {
    expect(reasonOf('swap.same-care-type', { careTypes }, vsoForNso, both)).toMatchObject({
      held,
      facts: { give: 'VSO', take: 'NSO' },
    })
  })

  test('is not looked at where any may be exchanged', () => {
    expect(reasonOf('swap.same-care-type', { careTypes: 'any' }, vsoForNso, both)).toBeUndefined()
  })

  test('may be excluded by both days together, and not by one of them', () => {
    const exclusions = [
      {
        from: { dates: { from: '03-05', until: '03-05' } },
        to: { dates: { from: '03-06', until: '03-06' } },
      },
    ] as const
    expect(reasonOf('swap.same-product', { exclusions })).toMatchObject({
      held: false,
      facts: { give: '2026-03-05', take: '2026-03-06' },
    })
    expect(reasonOf('swap.same-product', { exclusions }, { take: '2026-03-10' })?.held).toBe(true)
    expect(reasonOf('swap.same-product', { exclusions }, { give: '2026-03-09' })?.held).toBe(true)
    expect(reasonOf('swap.same-product', {})).toBeUndefined()
  })
})

describe('the two days of a swap', () => {
  const window = always<Window>({ from: [daysAround(7, 'before')], until: [daysAround(14, 'after')] })

  test.each([
    ['2026-03-09', true],
    ['2026-03-08', false],
    ['2026-03-30', true],
    ['2026-03-31', false],
  ] as const)('lie in a window around the day given up: 16 March and %s, %s', (take, held) => {
    expect(reasonOf('swap.window', { window }, { give: '2026-03-16', take })).toMatchObject({
      held,
      facts: { give: '2026-03-16', date: take, from: '2026-03-09', until: '2026-03-30' },
    })
  })

  test('lie after today, or not, as the policy says', () => {
    const today = '2026-03-05 06:00'
    expect(reasonOf('swap.future', {}, {}, undefined, today)?.held).toBe(false)
    expect(
      reasonOf('swap.future', {}, { give: '2026-03-09', take: '2026-03-05' }, undefined, today)?.held,
    ).toBe(false)
    expect(reasonOf('swap.future', {}, { give: '2026-03-09' }, undefined, today)?.held).toBe(true)
    expect(reasonOf('swap.future', { afterToday: false }, {}, undefined, today)).toBeUndefined()
  })

  test('need no notice where they lie after today and none is set, and else until care begins', () => {
    expect(reasonOf('swap.notice', {})).toBeUndefined()
    const given = { ...samplePolicy.swap.given }
    const onTheDay = (at: string) =>
      reasonOf('swap.notice', { afterToday: false, given }, {}, undefined, at)?.held
    expect([onTheDay('2026-03-05 07:29:59'), onTheDay('2026-03-05 07:30')]).toEqual([true, false])
  })

  test('have each a notice of its own', () => {
    const notice = always<Deadline>({ kind: 'hours', hours: 48, before: 'care', exactly: true })
    const taken = { ...samplePolicy.swap.taken, notice }
    const at = (moment: string) => reasonOf('swap.notice', { taken }, {}, undefined, moment)?.facts
    expect(at('2026-03-04 07:30')).toMatchObject({ date: '2026-03-06', limit: '2026-03-04T07:30:00' })
  })
})

describe('a swap', () => {
  test('is not offered, or only for some care', () => {
    const offered = [{ when: { careTypes: ['KDV' as const] }, is: false }]
    expect(reasonOf('request.offered', { offered })).toMatchObject({
      held: false,
      facts: { kind: 'swap', careTypes: ['KDV'] },
    })
    expect(reasonOf('request.offered', { offered: [] })).toBeUndefined()
  })

  test('that is granted moves the day, and counts for the cap', () => {
    const caps = [
      { most: always(1), per: 'month', counted: 'given', of: 'child', partYear: 'whole' } as const,
    ]
    const policy = { ...samplePolicy, swap: { ...samplePolicy.swap, caps } }
    const asked = record(
      sampleWorld(),
      sampleAsking('2026-03-02 10:00', thursdayForFriday),
      policy,
      'granted',
    )
    const again = { give: '2026-03-12', take: '2026-04-01' } as const
    expect(reasonOf('request.cap', { caps }, again, asked)).toMatchObject({
      held: false,
      facts: { kind: 'swap', granted: 1, most: 1, from: '2026-03-01', until: '2026-03-31' },
    })
    expect(reasonOf('request.cap', { caps }, { give: '2026-04-02', take: '2026-03-31' }, asked)?.held).toBe(
      true,
    )
  })
})
