import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openMetrics } from '../src/daemon/metrics.ts'
import { openStandings } from '../src/daemon/standings.ts'

const PAGE = readFileSync(resolve(import.meta.dirname, '../docs/watching.md'), 'utf8')

test('docs/watching.md has a row for each metric of ours and for no other, and alerts on those alone', async () => {
  const standings = openStandings([], { seconds: () => 0, elapsed: () => 0 })
  const text = await openMetrics(standings).text()
  const metrics = [...text.matchAll(/^# TYPE (ouderportaal_\w+)/gm)].map(([, name]) => name)
  const rows = [...PAGE.matchAll(/^\| `(ouderportaal_\w+)`/gm)].map(([, name]) => name)
  expect(rows.toSorted()).toEqual(metrics.toSorted())
  const named = [...PAGE.matchAll(/ouderportaal_\w+/g)].map(([name]) => name)
  expect(named.filter((name) => !metrics.includes(name))).toEqual([])
})
