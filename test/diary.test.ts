import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from './support/cli.ts'
import { type Database, freshDatabase, queryIn } from './support/postgres.ts'

const ORGANISATION = join(import.meta.dirname, '../fixtures/organisation')

let database: Database
let guardian: string

function run(...args: readonly string[]) {
  return runCli([...args, '--at', '2026-03-02 09:00'], { env: { DATABASE_URL: database.url } })
}

const add = (text: string, ...writer: readonly string[]) =>
  run('diary', 'add', '0301', '--date', '2026-02-27', '--text', text, ...writer)

async function entries() {
  const { stdout } = await run('diary', 'list', '0301', '--json')
  return JSON.parse(stdout).entries
}

const query = (statement: string) => queryIn(database, statement)

beforeAll(async () => {
  database = await freshDatabase()
  for (const kind of ['locations', 'groups', 'children']) {
    await run('import', kind, join(ORGANISATION, `${kind}.csv`))
  }
  await add('Lekker\nbuiten gespeeld 🌳', '--author', 'Ilse')
  const [row] = await query(`select guardian_id from child_guardians where position = 1
    and child_id = (select id from children where number = '0301')`)
  guardian = String(row.guardian_id)
  await add('Dank je wel!', '--guardian', guardian)
})
afterAll(() => database.drop())

test('a diary is shown with the numbers and writers of its entries, in one line each', async () => {
  const { code, stdout } = await run('diary', 'list', '0301')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ *1 +2026-02-27 12:00 +Ilse +0 +Lekker buiten gespeeld 🌳$/m)
  expect(stdout).toMatch(
    new RegExp(`^ *2 +2026-02-27 12:00 +\\S.+ \\(guardian ${guardian}\\) +0 +Dank je wel!$`, 'm'),
  )
  expect((await entries())[0].text).toBe('Lekker\nbuiten gespeeld 🌳')
})

test('an unknown child and an unknown entry are refused', async () => {
  expect(await run('diary', 'list', '9999')).toMatchObject({ code: 2, stdout: '' })
  const { code, stderr } = await run('diary', 'remove', '77', '--yes')
  expect(code).toBe(2)
  expect(stderr).toContain('There is no diary entry 77: "ouderportaal diary list CHILD" shows them.')
})

test('an entry is removed once somebody is sure, and the audit has not what it said', async () => {
  expect((await run('diary', 'remove', '1', '--dry-run')).stdout).toBe(
    'Would remove entry 1 of child 0301, written 2026-02-27 12:00 by Ilse.\n',
  )
  expect((await run('diary', 'remove', '1')).code).toBe(2)
  expect(await entries()).toHaveLength(2)
  expect((await run('diary', 'remove', '1', '--yes')).stdout).toContain('Removed entry 1')
  expect((await entries()).map(({ id }: { id: number }) => id)).toEqual([2])
  const [audit] = await query("select * from audit where action = 'diary entry removed'")
  expect(audit.details).toEqual({ entry: 1, writtenAt: '2026-02-27T12:00:00', photos: 0 })
})

test('who removes an entry while an export is offered is told how to take it out of that too', async () => {
  await query(`insert into exports (id, key, child_id, guardian_id, state, counts, made_at, offered_until, remind_on)
    select gen_random_uuid(), 'k', id, ${guardian}, 'ready', '{}', now(), '2026-05-01', '2026-04-20' from children where number = '0301'`)
  const { stdout } = await run('diary', 'remove', '2', '--yes')
  expect(stdout).toContain('An export that is offered may hold it: "ouderportaal export 0301" makes it anew.')
})
