import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepPolicy } from './keep.ts'
import { loadPolicy } from './load.ts'

const GOOD = `organisation: Sample
versions:
  - from: 2020-01-01
    source: { address: the house rules, date: undated }
    publicHolidays: []
    extra: {}
    clauses: [{ id: "1", nl: Een extra dag kan altijd., en: An extra day is always possible. }]
`
let folder: string
let heard: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-'))
  heard = []
})

afterEach(() => rm(folder, { recursive: true }))

const write = (text: string) => writeFile(join(folder, 'sample.yaml'), text)
const keep = () =>
  keepPolicy(() => loadPolicy('sample', folder), {
    refused: ({ message }) => heard.push(message),
    accepted: () => heard.push('accepted'),
  })

test('a policy that is mended while the program runs counts from then on', async () => {
  await write(GOOD)
  const policy = await keep()
  await write(GOOD.replace('Sample', 'Another'))
  expect((await policy()).versions[0].organisation).toBe('Another')
  expect(heard).toEqual(['accepted'])
})

test('a policy that gets a mistake while the program runs is told with its line, and the one before goes on', async () => {
  await write(GOOD)
  const policy = await keep()
  await write(GOOD.replace('extra:', 'extras:'))
  expect((await policy()).versions[0].extra.offered).toEqual([])
  expect(heard).toEqual([expect.stringMatching(/sample\.yaml:6: .*unknown key "extras"(.|\n)*goes on/)])
})

test('a policy with a mistake at the start is refused', async () => {
  await write(GOOD.replace('2020-01-01', '2020-13-01'))
  await expect(keep()).rejects.toThrow('sample.yaml:3: versions.0.from: expected an existing day')
})
