import { expect, test } from 'vitest'
import { momentAtWall } from '../rules/index.ts'
import { owedSlots } from './owed.ts'

const jobs = [
  { name: 'flag', schedule: '06:00' },
  { name: 'expire', schedule: '03:10' },
]

const cases: readonly [sentence: string, at: string, ran: readonly string[], owed: readonly string[]][] = [
  ['before its time nothing is owed', '2026-03-02 03:09', [], []],
  ['at its time a job is owed', '2026-03-02 03:10', [], ['expire 2026-03-02']],
  [
    'later in the day it still is, the earliest first',
    '2026-03-02 23:59',
    [],
    ['expire 2026-03-02', 'flag 2026-03-02'],
  ],
  ['what ran today is not owed', '2026-03-02 23:59', ['expire 2026-03-02'], ['flag 2026-03-02']],
  ['what ran yesterday is', '2026-03-02 05:00', ['expire 2026-03-01'], ['expire 2026-03-02']],
  ['just after midnight the new day owes nothing yet', '2026-03-03 00:00', ['expire 2026-03-01'], []],
  ['a day with an hour less owes the same', '2026-03-29 03:10', [], ['expire 2026-03-29']],
  ['a day with an hour more owes it once', '2026-10-25 03:10', ['expire 2026-10-25'], []],
]

test.each(cases)('%s', (_sentence, at, ran, owed) => {
  expect(owedSlots(jobs, new Set(ran), momentAtWall(at)).map(({ slot }) => slot)).toEqual(owed)
})

const weekly = [{ name: 'news', schedule: '16:00', weekday: 'fri' as const }]
const NEWS = 'news 2026-03-02'

test.each<readonly [sentence: string, at: string, ran: readonly string[], owed: readonly string[]]>([
  ['before its day nothing is owed', '2026-03-05 23:59', [], []],
  ['on its day before its time nothing is', '2026-03-06 15:59', [], []],
  ['at its time it is, by the Monday of the week', '2026-03-06 16:00', [], [NEWS]],
  ['in the rest of the week it still is, at any time', '2026-03-08 00:00', [], [NEWS]],
  ['what ran in the week is not', '2026-03-08 23:59', [NEWS], []],
  ['on the Monday after, that week is not owed any more', '2026-03-09 23:59', [], []],
])('of a job of the week: %s', (_sentence, at, ran, owed) => {
  expect(owedSlots(weekly, new Set(ran), momentAtWall(at)).map(({ slot }) => slot)).toEqual(owed)
})

const late = [
  { name: 'late', schedule: '23:50' },
  { name: 'hourly', schedule: ':50', every: 'hour' as const },
]

test.each<readonly [sentence: string, at: string, ran: readonly string[], owed: readonly string[]]>([
  ['is owed at the next quarter', '2026-03-03 00:00', [], ['late 2026-03-02', 'hourly 2026-03-02T23']],
  ['is not when it was run', '2026-03-03 00:00', ['hourly 2026-03-02T23', 'late 2026-03-02'], []],
  ['is for an hour', '2026-03-03 00:49', [], ['late 2026-03-02', 'hourly 2026-03-02T23']],
  ['and no longer', '2026-03-03 00:50', [], ['hourly 2026-03-03T00']],
  ['over the hour that a day lacks too', '2026-03-29 03:15', [], ['hourly 2026-03-29T01']],
  ['over the hour that a day has twice it stays that of 01:00', '2026-10-25 03:15', [], []],
])('what is owed from the last minutes of an hour or a day %s', (_sentence, at, ran, owed) => {
  expect(owedSlots(late, new Set(ran), momentAtWall(at)).map(({ slot }) => slot)).toEqual(owed)
})

test('the day is that of Amsterdam, not of Greenwich', () => {
  expect(owedSlots(jobs, new Set(), momentAtWall('2026-07-01 00:30'))).toEqual([])
  expect(owedSlots(jobs, new Set(), momentAtWall('2026-07-01 04:00')).map(({ slot }) => slot)).toEqual([
    'expire 2026-07-01',
  ])
})
