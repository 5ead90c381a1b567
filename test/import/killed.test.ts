import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
import { runCli, startCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/folder.ts'
import { freshDatabase } from '../support/postgres.ts'
import { FIXTURES } from './imports.ts'

const HEADER = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep;ouder1_achternaam;ouder1_email'
const ROWS = Array.from(
  { length: 20_000 },
  (_, at) => `${at};Mila;Bos;01-02-2023;De Waterlelie;Vlinders;Bos;ouder${at >> 1}@example.org`,
)
const KILLS = 6

test('an import that is killed again and again, and then done, ends as one that nobody disturbed', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'children.csv'), [HEADER, ...ROWS].join('\n'))
  const undisturbed = await imported(folder, [])
  // Moments from before the first row to after the last one.
  const moments = fc.sample(fc.integer({ min: 150, max: undisturbed.took + 200 }), {
    numRuns: KILLS,
    seed: 20_261_124,
  })
  const killed = await imported(folder, moments)
  expect(killed.content).toBe(undisturbed.content)
}, 300_000)

/** What is stored after an import that was killed at these moments, in milliseconds, and then left alone. */
async function imported(folder: string, moments: readonly number[]) {
  const database = await freshDatabase()
  const run = (kind: string, file: string) => [
    'import',
    kind,
    file,
    '--database',
    database.url,
    '-q',
    '--at',
    '2026-11-23 09:00',
  ]
  for (const kind of ['locations', 'groups']) {
    expect((await runCli(run(kind, join(FIXTURES, `${kind}.csv`)))).code).toBe(0)
  }
  const file = join(folder, 'children.csv')
  for (const moment of moments) {
    const child = startCli(run('children', file))
    const ended = once(child, 'exit')
    await Promise.race([after(moment), ended])
    child.kill('SIGKILL')
    await ended
  }
  const began = performance.now()
  expect(await runCli(run('children', file))).toMatchObject({ code: 0, stderr: '' })
  const took = Math.round(performance.now() - began)
  const content = await contentOf(database.url)
  await database.drop()
  return { took, content }
}

/** What is stored, without ids and runs of its own: a rolled back import has used some up. */
async function contentOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set search_path = ouderportaal')
  const { rows } = await client.query(`
    select child.number, child.first_name, child.last_name, child.born::text, groups.name, place.position,
      place.custody, guardian.last_name as guardian, guardian.email, (select count(*) from guardians) as guardians,
      (select count(*) from import_changes where kind = 'children') as changes
    from children child join groups on groups.id = child.group_id
    left join child_guardians place on place.child_id = child.id
    left join guardians guardian on guardian.id = place.guardian_id
    order by 1, place.position`)
  await client.end()
  return rows.map((row) => JSON.stringify(row)).join('\n')
}
