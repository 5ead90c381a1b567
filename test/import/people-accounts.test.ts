import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { deliver, invite } from '../support/mail-work.ts'
import { child, familiesOf, HEADER } from './families.ts'
import { countsOf, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

const ADA = 'Ada;Vos;ada@example.org;;ja'
const MOVED = 'Ada;Vos;new@example.org;;ja'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
  await importing(child('1', ADA))
})

const importing = (...rows: readonly string[]) => imports.lines('children', HEADER, ...rows)

const allowing = (...rows: readonly string[]) =>
  imports.run('children', [HEADER, ...rows].join('\n'), { allowAccountChange: true })

const addAccounts = (state = 'active') =>
  imports.rows(`insert into accounts (guardian_id, state) select id, '${state}' from guardians`)

const emails = async () =>
  (await imports.rows('select email from guardians order by id')).map(({ email }) => email)

/** A care start that is near, so that the guardian is due for an invitation. */
const addContract = () =>
  imports.lines(
    'contracts',
    'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;weken;maandag',
    '1;1;KDV;De Waterlelie;Vlinders;09-03-2026;52;07:30-18:30',
  )

test('a changed address closes the open invitation, at the moment of the import, and no other', async () => {
  await importing(child('1', ADA), child('2', 'Bea;Bos;bea@example.org;;ja'))
  await imports.rows(`insert into activations (id, guardian_id, token_hash, created_at, valid_until, used_at, replaced_at)
    select gen_random_uuid(), g.id, (g.id || name)::bytea, '2026-11-01', '2026-12-01', used::timestamptz, replaced::timestamptz
    from guardians g, (values ('open', null, null), ('used', '2026-11-02', null), ('old', null, '2026-11-03'))
      as one(name, used, replaced)`)
  await importing(child('1', MOVED))
  expect(
    await imports.rows(
      `select guardian_id as guardian, convert_from(token_hash, 'UTF8') as name from activations
       where replaced_at = '2026-11-23 09:00 Europe/Amsterdam'`,
    ),
  ).toEqual([{ guardian: 1, name: '1open' }])
})

test('an invitation that waits is not sent after the address changed, and the next goes to the new one', async () => {
  const folder = await temporaryFolder()
  await addContract()
  await invite(imports.store)
  await importing(child('1', MOVED))
  expect((await deliver(imports.store, `folder:${folder}`)).counts).toMatchObject({ sent: 0, skipped: 1 })
  expect(await readdir(folder)).toEqual([])
  await invite(imports.store)
  expect((await deliver(imports.store, `folder:${folder}`)).counts).toMatchObject({ sent: 1, skipped: 0 })
})

test('the address of an active account stays, is told each time, and all else of the row goes in', async () => {
  await addAccounts()
  const file = child('1', 'Ada;Vos;new@example.org;0600000009;nee')
  const report = await importing(file)
  expect(countsOf(report)).toEqual([0, 1, 0, 0, 0])
  expect(report.findings).toMatchObject([
    { severity: 'notice', line: 2, column: 'ouder1_email', code: 'account-address-kept' },
  ])
  expect(report.findings[0]?.message).toContain('--allow-account-change')
  expect(await familiesOf(imports)).toMatchObject([
    { email: 'ada@example.org', phone: '0600000009', custody: false },
  ])
  const again = await importing(file)
  expect(countsOf(again)).toEqual([0, 0, 1, 0, 0])
  expect(again.findings).toEqual(report.findings)
  expect(await imports.rows('select id from guardians')).toHaveLength(1)
})

test('a new sibling with the address that was not applied gets the guardian of the account', async () => {
  await addAccounts()
  const file = [child('2', MOVED), child('1', MOVED)]
  expect(placesOf(await importing(...file))).toEqual([
    '2 ouder1_email account-address-kept',
    '3 ouder1_email account-address-kept',
  ])
  expect(await familiesOf(imports)).toMatchObject([
    { email: 'ada@example.org' },
    { email: 'ada@example.org' },
  ])
  expect(await emails()).toEqual(['ada@example.org'])
  expect(countsOf(await importing(...file))).toEqual([0, 0, 2, 0, 0])
})

test('when it is allowed the address of an active account changes, and the account stays', async () => {
  await addAccounts()
  expect(placesOf(await allowing(child('1', MOVED)))).toEqual(['2 ouder1_email account-address-changed'])
  expect(await emails()).toEqual(['new@example.org'])
  expect(await imports.rows('select guardian_id, state from accounts')).toEqual([
    { guardian_id: 1, state: 'active' },
  ])
  expect(await allowing(child('1', MOVED))).toMatchObject({ unchanged: 1, findings: [] })
})

test('a closed account keeps no address', async () => {
  await addAccounts('closed')
  expect(placesOf(await importing(child('1', MOVED)))).toEqual(['2 ouder1_email address-changed'])
  expect(await emails()).toEqual(['new@example.org'])
})

test('a row of another name takes nothing from an account', async () => {
  await addAccounts()
  const report = await importing(child('1', 'Carl;Bos;new@example.org;;ja'))
  expect(placesOf(report)).toEqual(['2 ouder1_voornaam guardian-removed'])
  expect(await emails()).toEqual(['ada@example.org', 'new@example.org'])
  expect(await imports.rows('select guardian_id from accounts')).toEqual([{ guardian_id: 1 }])
})

test.each([false, true])(
  'addresses that change hands leave each account its own (allowed: %s)',
  async (allowAccountChange) => {
    await importing(child('2', 'Bea;Bos;bea@example.org;;ja'))
    await addAccounts()
    const file = [
      HEADER,
      child('1', 'Ada;Vos;bea@example.org;;ja'),
      child('2', 'Bea;Bos;ada@example.org;;ja'),
    ]
    await imports.run('children', file.join('\n'), { allowAccountChange })
    expect(await emails()).toEqual(['ada@example.org', 'bea@example.org'])
    expect(await imports.rows('select guardian_id from accounts order by 1')).toEqual([
      { guardian_id: 1 },
      { guardian_id: 2 },
    ])
  },
)

test('a dry run tells what would change and changes nothing', async () => {
  await addAccounts()
  const before = await imports.content()
  const run = { dryRun: true, allowAccountChange: true }
  const report = await imports.run('children', [HEADER, child('1', MOVED)].join('\n'), run)
  expect(placesOf(report)).toEqual(['2 ouder1_email account-address-changed'])
  expect(await imports.content()).toBe(before)
})

test('an account that was closed is not opened again by a file of accounts, and that is told', async () => {
  await addAccounts('closed')
  const report = await imports.lines('accounts', 'email;actief_sinds', 'ada@example.org;01-02-2026')
  expect(countsOf(report)).toEqual([0, 0, 1, 0, 0])
  expect(placesOf(report)).toEqual(['2 email account-closed'])
  expect(await imports.rows('select state, activated_at from accounts')).toEqual([
    { state: 'closed', activated_at: null },
  ])
})
