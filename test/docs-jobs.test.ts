import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { jobs } from '../src/jobs/index.ts'
import { WEEKDAYS } from '../src/rules/index.ts'

const read = (page: string) => readFileSync(resolve(import.meta.dirname, '..', page), 'utf8')
const README = read('README.md')
const INSTALL = read('docs/install.md')

const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const cases = jobs.map(({ name, schedule, weekday, every }) => {
  const day = weekday ? WEEKDAYS.indexOf(weekday) : -1
  const [hour, minute] = schedule.split(':')
  return {
    name,
    when: `${every === 'hour' ? 'hourly' : (WEEKDAY_NAMES[day] ?? 'daily')} ${schedule}`,
    cron: `${Number(minute)} ${hour ? Number(hour) : '*'} * * ${day < 0 ? '*' : (day + 1) % 7}`,
  }
})

test.each(cases)('the README says of $name that it is owed $when', ({ name, when }) => {
  expect(README).toContain(`| \`${name}\` | ${when} |`)
})

test.each(cases)('the crontab of docs/install.md runs $name at that time', ({ name, cron }) => {
  const lines = INSTALL.split('\n').map((line) => line.trim())
  expect(lines).toContain(`${cron} ouderportaal job run ${name} --quiet`)
})

/** The words behind a beginning, line by line. */
const named = (page: string, line: RegExp) => page.split('\n').flatMap((text) => line.exec(text)?.[1] ?? [])

test('the table of the README and the crontab have the jobs in the order of `job list`: by time, the hourly ones last', () => {
  const names = jobs.map(({ name }) => name)
  expect(named(README, /^\| `([a-z-]+)` \| (?:daily|hourly|\w+day) /)).toEqual(names)
  expect(named(INSTALL, /^[\d *]+ ouderportaal job run ([a-z-]+) --quiet/)).toEqual(names)
  const placeOf = ({ schedule, weekday, every }: (typeof jobs)[number]) =>
    `${every === 'hour' ? 2 : Number(weekday !== undefined)} ${schedule}`
  expect(jobs.map(placeOf)).toEqual(jobs.map(placeOf).toSorted())
})
