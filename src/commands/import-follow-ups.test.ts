import { expect, test } from 'vitest'
import type { FollowUps } from '../jobs/import/after/follow-ups.ts'
import type { IsoDate } from '../rules/index.ts'
import { followUpLines } from './import-follow-ups.ts'

const over = (date: IsoDate, children = 17, group = 'Bijtjes') => ({
  location: 'De Boomhut',
  group,
  date,
  children,
  places: 16,
})
const nothing: FollowUps = { due: { now: 0, later: 0, locations: [] }, overPlaces: [], brokenRequests: [] }

test('nothing is said when nothing follows', () => {
  expect(followUpLines(nothing)).toEqual([])
})

test('weeks that follow each other are one line, and each section has its sentence', () => {
  const overPlaces = [
    over('2026-11-30'),
    over('2026-12-01', 18),
    over('2026-12-07'),
    over('2026-12-14', 19),
    over('2026-12-28'),
  ]
  const due = {
    now: 2,
    later: 1,
    locations: [{ location: 'De Boomhut', now: [4, 7], later: [{ date: '2026-12-01', guardians: [9] }] }],
  } as const
  const brokenRequests: FollowUps['brokenRequests'] = [
    {
      request: '0f9a1b2c-0000-8000-8000-000000000000',
      child: '0101',
      kind: 'extra',
      state: 'granted',
      date: '2026-12-02',
      rules: ['day.free'],
    },
  ]
  expect(followUpLines({ due, overPlaces: overPlaces.slice(0, 4), brokenRequests })).toEqual([
    'Due for activation: 2 guardians now, 1 more soon; "ouderportaal activate" mails them.',
    '  De Boomhut: 2 now, 1 from 01-12-2026',
    'Groups with more children than places:',
    '  De Boomhut, Bijtjes: Mondays from 30-11-2026 to 14-12-2026: up to 19 of 16',
    '  De Boomhut, Bijtjes: Tuesday 01-12-2026: 18 of 16',
    'Requests that now break a rule:',
    '  0f9a1b2c: child 0101, extra on 02-12-2026, granted: day.free',
  ])
  expect(followUpLines({ ...nothing, overPlaces }).at(2)).toContain('Monday 28-12-2026: 17 of 16')
})

test('no more than twelve lines are said', () => {
  const overPlaces = Array.from({ length: 40 }, (_, at) => over('2026-11-30', 17, `Groep ${at}`))
  const lines = followUpLines({ ...nothing, overPlaces })
  expect([lines.length, lines.at(-1)]).toEqual([12, '  and 30 more (--json shows all)'])
})
