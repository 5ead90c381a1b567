import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportReport } from '../../src/jobs/import/index.ts'
import { child, HEADER } from './families.ts'
import { type ImportRun, type Imports, importOrganisation, openImports } from './imports.ts'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())

const guardian = fc
  .tuple(
    fc.constantFrom('Ada;Vos', 'Bea;Bos', ';'),
    fc.constantFrom('', 'a@example.org', 'b@example.org', 'c@example.org', 'd@example.org'),
    fc.constantFrom('', 'ja', 'nee'),
  )
  .map(([name, email, custody]) => `${name};${email};;${custody}`)

/** A file of up to three children, who have few names and addresses between them. */
const file = fc
  .array(fc.tuple(guardian, guardian), { minLength: 1, maxLength: 3 })
  .map((families) => [HEADER, ...families.map(([one, two], at) => child(String(at), one, two))].join('\n'))

/** The guardians with an account; all who have an address get one. */
async function addAccounts() {
  await imports.rows(
    `insert into accounts (guardian_id, state) select id, 'active' from guardians where email is not null`,
  )
  return accounts()
}

const accounts = () =>
  imports.rows('select id, email_key from guardians join accounts on guardian_id = id order by id')

const fill = async (content: string) => {
  await imports.clear()
  await importOrganisation(imports)
  await imports.run('children', content)
}

/** A second import changes nothing and still tells which addresses were not applied. */
async function expectStable(content: string, options: ImportRun) {
  const kept = ({ findings }: ImportReport) => findings.filter(({ code }) => code === 'account-address-kept')
  const first = await imports.run('children', content, options)
  const before = await imports.content()
  const second = await imports.run('children', content, options)
  expect(second).toMatchObject({ created: 0, updated: 0 })
  expect(await imports.content()).toBe(before)
  expect(kept(second)).toEqual(kept(first))
}

const runs = { numRuns: 30, seed: 4 }

test('whatever two files say, a second import of the latter changes nothing', () =>
  fc.assert(
    fc.asyncProperty(file, file, async (first, second) => {
      await fill(first)
      await expectStable(second, {})
    }),
    runs,
  ))

test('whatever two files say, each account stays with its guardian and under its address', () =>
  fc.assert(
    fc.asyncProperty(file, file, async (first, second) => {
      await fill(first)
      const before = await addAccounts()
      await expectStable(second, {})
      expect(await accounts()).toEqual(before)
    }),
    runs,
  ))

test('also when addresses of accounts may change, each account stays with its guardian', () =>
  fc.assert(
    fc.asyncProperty(file, file, async (first, second) => {
      await fill(first)
      const before = await addAccounts()
      await expectStable(second, { allowAccountChange: true })
      expect((await accounts()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    }),
    runs,
  ))
