import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openRows } from '../../src/csv/rows.ts'

/* The cases of csv-spectrum, in our own words: what every reader of CSV should make of them. */

const FOLDER = new URL('../../fixtures/csv/spectrum/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, FOLDER))
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.csv'))
  .map((file) => file.slice(0, -'.csv'.length))

test('there are twelve pairs', () => expect(names).toHaveLength(12))

test.each(names)('%s reads as it should', (name) => {
  const rows = [...openRows(read(`${name}.csv`), ',').from(0)]
  expect(rows.map(({ cells }) => cells)).toEqual(JSON.parse(read(`${name}.json`).toString()))
})

test.each(names)('the lines of %s are those of the file', (name) => {
  const bytes = read(`${name}.csv`)
  const last = [...openRows(bytes, ',').from(0)].at(-1)
  expect(last?.lastLine).toBe(bytes.toString().match(/\r\n|\n|\r/g)?.length)
})
