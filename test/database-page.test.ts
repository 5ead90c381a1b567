import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { describeDatabase } from '../scripts/describe-database.ts'

test('docs/database.md says what the live schema says', async () => {
  const page = await readFile(resolve(import.meta.dirname, '../docs/database.md'), 'utf8')
  expect(await describeDatabase()).toBe(page)
})
