import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CHILD, child, familiesOf, HEADER, NOBODY } from './families.ts'
import { countsOf, fixture, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
})

const importing = (...rows: readonly string[]) => imports.lines('children', HEADER, ...rows)

/** Each child's guardians with the id of the person: `1/1 Ada Vos ada@example.org #1`. */
async function people() {
  return (await familiesOf(imports)).map(({ number, position, name, email, guardian }) =>
    [`${number}/${position}`, name, email, `#${guardian}`].filter(Boolean).join(' '),
  )
}

/** A second import changes nothing, and says only what there still is to say. */
async function expectNoMore(...rows: readonly string[]) {
  const before = await imports.content()
  const report = await importing(...rows)
  expect(report).toMatchObject({ created: 0, updated: 0 })
  expect(await imports.content()).toBe(before)
  return report
}

test('the name that was there with another address is the same person, with custody and phone', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;0600000001;ja'))
  const file = child('1', 'Ada;Vos;New@example.org;;')
  const report = await importing(file)
  expect(countsOf(report)).toEqual([0, 1, 0, 0, 0])
  expect(placesOf(report)).toEqual(['2 ouder1_email address-changed'])
  expect(JSON.stringify(report)).not.toContain('ada@example.org')
  expect(await familiesOf(imports)).toMatchObject([
    { name: 'Ada Vos', email: 'New@example.org', phone: '0600000001', custody: true },
  ])
  expect(await imports.rows('select id from guardians')).toEqual([{ id: 1 }])
  expect(placesOf(await expectNoMore(file))).toEqual([])
})

test('a changed address holds for all children of the guardian, in the file or not', async () => {
  await importing(...['1', '2', '3', '4'].map((number) => child(number, 'Ada;Vos;ada@example.org;;ja')))
  const report = await importing(
    child('1', 'Ada;Vos;new@example.org;;ja'),
    child('2', 'Ada;Vos;new@example.org;;ja'),
    child('3', 'Ada;Vos;;;ja'),
  )
  expect(countsOf(report)).toEqual([0, 3, 0, 0, 0])
  expect(await people()).toEqual(
    ['1', '2', '3', '4'].map((number) => `${number}/1 Ada Vos new@example.org #1`),
  )
})

test('a new sibling who comes with the new address has the same guardian', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'))
  await importing(child('2', 'Ada;Vos;new@example.org;;ja'), child('1', 'Ada;Vos;new@example.org;;ja'))
  expect(await people()).toEqual(['1/1 Ada Vos new@example.org #1', '2/1 Ada Vos new@example.org #1'])
})

test('parents may change places and an address at the same time', async () => {
  const bea = 'Bea;Vos;bea@example.org;;ja'
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja', bea))
  const report = await importing(child('1', bea, 'Ada;Vos;new@example.org;;ja'))
  expect(placesOf(report)).toEqual(['2 ouder2_email address-changed'])
  expect(await people()).toEqual(['1/1 Bea Vos bea@example.org #2', '1/2 Ada Vos new@example.org #1'])
})

test('without a name in the row whoever stands in that place has the new address', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja', 'Bea;Vos;bea@example.org;;ja'))
  const kim = '1;Kim;Vos;01-06-2024;De Waterlelie;Vlinders'
  await imports.lines('children', `${CHILD};ouder1_email`, `${kim};new@example.org`)
  expect(await people()).toEqual(['1/1 Ada Vos new@example.org #1', '1/2 Bea Vos bea@example.org #2'])
  await importing(child('1', ';;ada@example.org;;', ';;newer@example.org;;'))
  expect(await people()).toEqual(['1/1 Ada Vos ada@example.org #1', '1/2 Bea Vos newer@example.org #2'])
})

test('the same address in other case is no other address', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'))
  expect(await importing(child('1', 'Ada;Vos;ADA@example.org;;ja'))).toMatchObject({
    unchanged: 1,
    findings: [],
  })
})

test('an address that another guardian has is that person, and whoever stood there is told as removed', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'), child('2', 'Bea;Bos;bea@example.org;;ja'))
  const file = child('1', 'Ada;Vos;bea@example.org;;ja')
  expect(placesOf(await importing(file))).toEqual([
    '2 ouder1_achternaam guardian-differs',
    '2 ouder1_voornaam guardian-removed',
  ])
  expect(await people()).toEqual(['1/1 Ada Vos bea@example.org #2', '2/1 Ada Vos bea@example.org #2'])
  expect(placesOf(await expectNoMore(file))).toEqual([])
})

test('while another row has the old address the new one is another person, told as such', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'), child('2', 'Ada;Vos;ada@example.org;;ja'))
  const file = [child('1', 'Ada;Vos;new@example.org;;'), child('2', 'Ada;Vos;ada@example.org;;ja')]
  expect(placesOf(await importing(...file))).toEqual([
    '2 ouder1_email address-disputed',
    '2 ouder1_voornaam guardian-removed',
  ])
  expect(await familiesOf(imports)).toMatchObject([
    { email: 'new@example.org', custody: false },
    { email: 'ada@example.org', custody: true },
  ])
  expect(placesOf(await expectNoMore(...file))).toEqual([])
})

test('a rejected row disputes no address', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'), child('2', 'Ada;Vos;ada@example.org;;ja'))
  const report = await importing(
    child('1', 'Ada;Vos;new@example.org;;ja'),
    child('2', 'Ada;Vos;ada@example.org;;ja').replace('Vlinders', 'Nergens'),
  )
  expect(placesOf(report)).toEqual(['2 ouder1_email address-changed', '3 groep unknown-group'])
})

test('a guardian to whom rows give different addresses gets none of them', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'), child('2', 'Ada;Vos;ada@example.org;;ja'))
  const file = [child('1', 'Ada;Vos;one@example.org;;ja'), child('2', 'Ada;Vos;two@example.org;;ja')]
  const report = await importing(...file)
  expect(report.findings.filter(({ code }) => code === 'address-disputed')).toHaveLength(2)
  expect(await people()).toEqual(['1/1 Ada Vos one@example.org #2', '2/1 Ada Vos two@example.org #3'])
  expect(placesOf(await expectNoMore(...file))).toEqual([])
})

test('a new address that a row has beside another name gives nobody the child of another', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'))
  const file = [child('1', 'Ada;Vos;new@example.org;;ja'), child('2', 'Bea;Bos;new@example.org;;ja')]
  expect(placesOf(await importing(...file))).toEqual([
    '2 ouder1_email address-disputed',
    '2 ouder1_voornaam guardian-removed',
    '3 ouder1_email address-disputed',
    '3 ouder1_achternaam guardian-differs',
  ])
  expect(await imports.rows(`select email from guardians where id = 1`)).toEqual([
    { email: 'ada@example.org' },
  ])
  expect(
    await imports.rows(
      'select number from child_guardians join children on id = child_id where guardian_id = 1',
    ),
  ).toEqual([])
  await expectNoMore(...file)
})

test('two guardians who each have an address do not become one by a new one', async () => {
  await importing(child('1', 'Ada;Vos;one@example.org;;ja'), child('2', 'Ada;Vos;two@example.org;;ja'))
  const file = [child('1', 'Ada;Vos;new@example.org;;ja'), child('2', 'Ada;Vos;new@example.org;;ja')]
  await importing(...file)
  expect(await people()).toEqual(['1/1 Ada Vos new@example.org #3', '2/1 Ada Vos new@example.org #3'])
  await expectNoMore(...file)
})

test('an address that nameless rows give to persons of different names is another person', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'), child('2', 'Bea;Bos;;;ja'))
  const file = [child('1', ';;new@example.org;;ja'), child('2', ';;new@example.org;;ja')]
  await importing(...file)
  expect(await people()).toEqual(['1/1 new@example.org #3', '2/1 new@example.org #3'])
  await expectNoMore(...file)
})

test('addresses that change hands stay with those who have them, whose names change', async () => {
  const [ada, bea] = ['Ada;Vos;ada@example.org;;ja', 'Bea;Bos;bea@example.org;;ja']
  await importing(child('1', ada, bea), child('2', ada), child('3', bea))
  const [adaNow, beaNow] = ['Ada;Vos;bea@example.org;;ja', 'Bea;Bos;ada@example.org;;ja']
  const file = [child('1', adaNow, beaNow), child('2', adaNow), child('3', beaNow)]
  await importing(...file)
  expect(await people()).toEqual([
    '1/1 Ada Vos bea@example.org #2',
    '1/2 Bea Bos ada@example.org #1',
    '2/1 Ada Vos bea@example.org #2',
    '3/1 Bea Bos ada@example.org #1',
  ])
  await expectNoMore(...file)
})

test('in a chain of addresses an account stays with whoever reads its mail', async () => {
  await importing(child('1', 'Ada;Vos;a@example.org;;ja'), child('2', 'Bea;Bos;b@example.org;;ja'))
  const file = [child('1', 'Ada;Vos;b@example.org;;ja'), child('2', 'Bea;Bos;c@example.org;;ja')]
  await importing(...file)
  expect(await people()).toEqual(['1/1 Ada Vos b@example.org #2', '2/1 Bea Bos c@example.org #3'])
  await expectNoMore(...file)
})

test('a guardian who gets a first address stays the same person, with what is known of it', async () => {
  await importing(child('1', 'Ada;Vos;;0600000001;ja'))
  await imports.rows(`insert into consents (guardian_id, child_id, purpose, given_at)
    select g.id, c.id, 'share-photos', '2026-01-01' from guardians g, children c`)
  expect(placesOf(await importing(child('1', 'Ada;Vos;ada@example.org;;')))).toEqual([])
  expect(await people()).toEqual(['1/1 Ada Vos ada@example.org #1'])
  expect(await familiesOf(imports)).toMatchObject([{ phone: '0600000001', custody: true }])
  expect(await imports.rows('select guardian_id from consents')).toEqual([{ guardian_id: 1 }])
})

test('siblings whose guardian was stored for each of them share one person once there is an address', async () => {
  await importing(child('1', 'Ada;Vos;;;ja'), child('2', 'Ada;Vos;;;ja'))
  const file = [child('1', 'Ada;Vos;ada@example.org;;'), child('2', 'Ada;Vos;ada@example.org;;')]
  expect(placesOf(await importing(...file))).toEqual([])
  expect(await people()).toEqual(['1/1 Ada Vos ada@example.org #1', '2/1 Ada Vos ada@example.org #1'])
  expect(await familiesOf(imports)).toMatchObject([{ custody: true }, { custody: true }])
  expect(await imports.rows('select id from guardians')).toHaveLength(1)
  await expectNoMore(...file)
})

test('of a guardian with an address and one of that name without, the former gets the new address', async () => {
  await importing(child('1', 'Ada;Vos;;;ja'), child('2', 'Ada;Vos;ada@example.org;;ja'))
  const file = [child('1', 'Ada;Vos;new@example.org;;ja'), child('2', 'Ada;Vos;new@example.org;;ja')]
  await importing(...file)
  expect(await people()).toEqual(['1/1 Ada Vos new@example.org #2', '2/1 Ada Vos new@example.org #2'])
  await expectNoMore(...file)
})

test('a name without an address is not the person to whom another row gives another name', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'))
  const file = [child('1', 'Ada;Vos;;;ja'), child('2', 'Bea;Bos;ada@example.org;;ja')]
  await importing(...file)
  expect(await people()).toEqual(['1/1 Ada Vos #2', '2/1 Bea Bos ada@example.org #1'])
  await expectNoMore(...file)
})

test('both parents under one new address are one person, who stays', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'))
  const file = child('1', 'Ada;Vos;new@example.org;;ja', 'Ada;Vos;new@example.org;;ja')
  await importing(file)
  expect(await people()).toEqual(['1/1 Ada Vos new@example.org #1'])
  await expectNoMore(file)
})

test('in the fixtures a new sibling still has the old address, so the changed one is another person', async () => {
  await imports.run('children', await fixture('planning/children.csv'))
  const report = await imports.run('children', await fixture('update/children.csv'))
  expect(placesOf(report)).toEqual([
    '64 ouder1_email address-disputed',
    '64 ouder1_voornaam guardian-removed',
  ])
})

test('a child that left and comes back with its number is the same child', async () => {
  await importing(child('1', 'Ada;Vos;ada@example.org;;ja'))
  await imports.lines(
    'contracts',
    'contractnummer;kindnummer;opvangsoort;locatie;groep;startdatum;einddatum;weken;maandag',
    '1;1;KDV;De Waterlelie;Vlinders;01-09-2024;31-08-2025;52;07:30-18:30',
  )
  const report = await importing(child('1', 'Ada;Vos;ada@example.org;;ja'), child('2', NOBODY))
  expect(countsOf(report)).toEqual([1, 0, 1, 0, 0])
  expect(await imports.rows('select number from children order by id')).toEqual([
    { number: '1' },
    { number: '2' },
  ])
})

test('a number that is too long for an index is wrong for that row only, a name of that length is none', async () => {
  const han = Array.from({ length: 1000 }, (_, at) =>
    String.fromCodePoint(0x4e00 + ((at * 7919) % 20000)),
  ).join('')
  const report = await importing(child(han, NOBODY), child('9', NOBODY).replace('Kim', han))
  expect(placesOf(report)).toEqual(['2 kindnummer value-too-long'])
  expect(await imports.rows('select number, length(first_name) as letters from children')).toEqual([
    { number: '9', letters: 1000 },
  ])
  const locations = await imports.lines('locations', 'locatie', han)
  expect(placesOf(locations)).toEqual(['2 locatie value-too-long'])
  const group = await imports.lines('groups', 'locatie;groep;opvangsoort', `De Waterlelie;${han};KDV`)
  expect(placesOf(group)).toEqual(['2 groep value-too-long'])
})
