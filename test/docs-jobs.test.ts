import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { jobs } from '../src/jobs/index.ts'
import { WEEKDAYS } from '../src/rules/index.ts'

const README = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8')

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

test.each(cases)('the crontab of the README runs $name at that time', ({ name, cron }) => {
  const lines = README.split('\n').map((line) => line.trim())
  expect(lines).toContain(`${cron} /usr/local/bin/ouderportaal job run ${name} --quiet`)
})

/** The words behind a beginning, line by line. */
const named = (line: RegExp) => README.split('\n').flatMap((text) => line.exec(text)?.[1] ?? [])

test('the table and the crontab of the README have the jobs in the order of `job list`: by time, the hourly ones last', () => {
  const names = jobs.map(({ name }) => name)
  expect(named(/^\| `([a-z-]+)` \| (?:daily|hourly|\w+day) /)).toEqual(names)
  expect(named(/^[\d *]+ \/usr\/local\/bin\/ouderportaal job run ([a-z-]+) --quiet/)).toEqual(names)
  const placeOf = ({ schedule, weekday, every }: (typeof jobs)[number]) =>
    `${every === 'hour' ? 2 : Number(weekday !== undefined)} ${schedule}`
  expect(jobs.map(placeOf)).toEqual(jobs.map(placeOf).toSorted())
})
