import { expect, test } from 'vitest'
import { type GroupDayTold, isNews, type Told } from './untold.ts'

const day = (date: GroupDayTold['date'], children = 13) => ({ group: 'Bijtjes', date, children, places: 12 })

const told: Told = { days: [day('2026-03-10'), day('2026-03-17')], until: '2026-03-20' }

test.each<readonly [sentence: string, days: readonly GroupDayTold[], told: Told | undefined, news: boolean]>([
  ['who was told nothing hears of everything', [day('2026-03-10')], undefined, true],
  ['nothing is no news', [], undefined, false],
  ['what was told is not told again', [day('2026-03-17')], told, false],
  ['other numbers are', [day('2026-03-17', 14)], told, true],
  ['so is a day that was in sight and well', [day('2026-03-11')], told, true],
  ['a day that came into sight is not, when its weekday was as full', [day('2026-03-24')], told, false],
  ['it is when it is fuller', [day('2026-03-24', 14)], told, true],
  ['or another weekday', [day('2026-03-25')], told, true],
])('%s', (_sentence, days, before, news) => {
  expect(isNews(days, before)).toBe(news)
})
