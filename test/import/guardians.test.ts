import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CHILD, child, familiesOf, HEADER, NOBODY } from './families.ts'
import { countsOf, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
})

const family = () => familiesOf(imports)

async function namesOf() {
  return (await family()).map(({ number, position, name }) => `${number}/${position} ${name}`)
}

test('siblings share the guardian of one address, each child with its own custody', async () => {
  await imports.lines(
    'children',
    HEADER,
    child('1', 'Ada;Vos;Ada@example.org;0600000001;ja'),
    child('2', 'Ada;Vos;ada@example.org;;nee'),
  )
  expect(await family()).toMatchObject([
    { number: '1', email: 'Ada@example.org', phone: '0600000001', custody: true },
    { number: '2', email: 'Ada@example.org', phone: '0600000001', custody: false },
  ])
  expect(await imports.rows('select id from guardians')).toHaveLength(1)
})

test('rows that contradict each other on one person: the first counts, the others are told so', async () => {
  const file = [
    HEADER,
    child('1', 'Ada;Vos;ada@example.org;0600000001;ja'),
    child('2', 'Bea;Vos;ada@example.org;0600000002;ja'),
  ]
  const report = await imports.lines('children', ...file)
  expect(countsOf(report)).toEqual([2, 0, 0, 0, 0])
  expect(placesOf(report)).toEqual([
    '3 ouder1_voornaam guardian-differs',
    '3 ouder1_telefoon guardian-differs',
  ])
  expect(await namesOf()).toEqual(['1/1 Ada Vos', '2/1 Ada Vos'])
  expect(countsOf(await imports.lines('children', ...file))).toEqual([0, 0, 2, 0, 0])
})

test('a rejected row says nothing of its guardians', async () => {
  await imports.lines(
    'children',
    HEADER,
    child('1', 'Bea;Vos;ada@example.org;;ja').replace('Vlinders', 'Dolfijnen'),
    child('2', 'Ada;Vos;ada@example.org;;ja'),
  )
  expect(await namesOf()).toEqual(['2/1 Ada Vos'])
})

test('a new address beside another name is a new person, and the old one is not deleted', async () => {
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;ada@example.org;;ja'))
  const report = await imports.lines('children', HEADER, child('1', 'Carl;Bos;new@example.org;;'))
  expect(countsOf(report)).toEqual([0, 1, 0, 0, 0])
  expect(placesOf(report)).toEqual(['2 ouder1_voornaam guardian-removed'])
  expect(await family()).toMatchObject([{ email: 'new@example.org', custody: false }])
  expect(await imports.rows('select email from guardians order by id')).toEqual([
    { email: 'ada@example.org' },
    { email: 'new@example.org' },
  ])
})

test('an empty custody cell gives none and takes none away, also when the parents change places', async () => {
  const [ada, bea] = ['Ada;Vos;ada@example.org;;', 'Bea;Vos;bea@example.org;;']
  await imports.lines('children', HEADER, child('1', `${ada}ja`, bea))
  await imports.lines('children', HEADER, child('1', bea, ada))
  expect(await family()).toMatchObject([
    { name: 'Bea Vos', custody: false },
    { name: 'Ada Vos', custody: true },
  ])
})

test('a parent without an address belongs to that child only, and stays the same person', async () => {
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;;;ja'), child('2', 'Ada;Vos;;;ja'))
  await imports.lines('children', HEADER, child('1', 'Adriana;Vos;;0600000001;ja'))
  expect(await imports.rows('select first_name, phone from guardians order by id')).toEqual([
    { first_name: 'Adriana', phone: '0600000001' },
    { first_name: 'Ada', phone: null },
  ])
})

test('an emptied address cell keeps the address of the same person, but gives it to nobody else', async () => {
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;ada@example.org;;ja'))
  expect(await imports.lines('children', HEADER, child('1', 'Ada;Vos;;;ja'))).toMatchObject({ unchanged: 1 })
  await imports.lines('children', HEADER, child('1', 'Carl;Bos;;;ja'))
  expect(await family()).toMatchObject([{ name: 'Carl Bos', email: null }])
})

test('columns of a parent that are not in the file leave the parent; emptied ones take the parent off', async () => {
  const both = child('1', 'Ada;Vos;ada@example.org;;ja', 'Bea;Vos;bea@example.org;;nee')
  await imports.lines('children', HEADER, both)
  const report = await imports.lines(
    'children',
    `${CHILD};ouder1_telefoon;ouder1_voornaam`,
    '1;Kim;Vos;01-06-2024;De Waterlelie;Vlinders;0600000009;Ada',
  )
  expect(countsOf(report)).toEqual([0, 1, 0, 0, 0])
  expect(await family()).toMatchObject([
    { name: 'Ada Vos', email: 'ada@example.org', phone: '0600000009', custody: true },
    { name: 'Bea Vos', email: 'bea@example.org', custody: false },
  ])
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;ada@example.org;;ja'))
  expect(await namesOf()).toEqual(['1/1 Ada Vos'])
})

test('one address for both parents is one person, told as such', async () => {
  const file = [HEADER, child('1', 'Ada;Vos;ada@example.org;;ja', 'Bea;Vos;ADA@example.org;;ja')]
  expect(placesOf(await imports.lines('children', ...file))).toEqual([
    '2 ouder2_voornaam guardian-differs',
    '2 ouder2_email guardian-twice',
  ])
  expect(await namesOf()).toEqual(['1/1 Ada Vos'])
  expect(countsOf(await imports.lines('children', ...file))).toEqual([0, 0, 1, 0, 0])
})

test('of parents with one address either may have the custody, whichever cell says so', async () => {
  const both = (one: string, two: string) =>
    child('1', `Ada;Vos;ada@example.org;;${one}`, `Ada;Vos;ada@example.org;;${two}`)
  const custody = async () => (await family()).map((row) => row.custody)
  const report = await imports.lines('children', HEADER, both('nee', 'ja'))
  expect(report.findings[0]?.message).toContain('one person, with custody if either has it')
  expect(await custody()).toEqual([true])
  expect(await imports.lines('children', HEADER, both('nee', 'ja'))).toMatchObject({ unchanged: 1 })
  await imports.lines('children', HEADER, both('', ''))
  expect(await custody()).toEqual([true])
  await imports.lines('children', HEADER, both('nee', ''))
  expect(await custody()).toEqual([false])
})

test('a parent whom the file takes off is told, by the first of its columns', async () => {
  const [ada, bea] = ['Ada;Vos;ada@example.org;;ja', 'Bea;Vos;bea@example.org;;ja']
  await imports.lines('children', HEADER, child('1', ada, bea), child('2', ada, bea))
  const file = [HEADER, child('1', ada), child('2', 'Carl;Bos;carl@example.org;;ja', bea)]
  const report = await imports.lines('children', ...file)
  expect(placesOf(report)).toEqual([
    '2 ouder2_voornaam guardian-removed',
    '3 ouder1_voornaam guardian-removed',
  ])
  expect(report.findings[0]?.message).toMatch(/^Line 2, column ouder2_voornaam: the guardian who stood here/)
  expect(report).toMatchObject({ updated: 2, rejected: 0 })
  expect(placesOf(await imports.lines('children', ...file))).toEqual([])
})

test('parents who change places, or of whom nothing is said, are not taken off', async () => {
  const [ada, bea] = ['Ada;Vos;ada@example.org;;ja', 'Bea;Vos;;;ja']
  await imports.lines('children', HEADER, child('1', ada, bea))
  expect(placesOf(await imports.lines('children', HEADER, child('1', bea, ada)))).toEqual([])
  const short = await imports.lines('children', CHILD, '1;Kim;Vos;01-06-2024;De Waterlelie;Vlinders')
  expect(placesOf(short)).toEqual([])
  expect(await namesOf()).toEqual(['1/1 Bea Vos', '1/2 Ada Vos'])
})

test('a parent without an address who is taken off is deleted, one with an address is not', async () => {
  const [ada, bea] = ['Ada;Vos;;;ja', 'Bea;Vos;bea@example.org;;ja']
  await imports.lines('children', HEADER, child('1', ada, bea), child('2', ada))
  await imports.lines('children', HEADER, child('1', NOBODY))
  expect(await imports.rows('select first_name, email from guardians order by id')).toEqual([
    { first_name: 'Bea', email: 'bea@example.org' },
    { first_name: 'Ada', email: null },
  ])
  expect(await namesOf()).toEqual(['2/1 Ada Vos'])
})

test('a parent without an address who is taken off stays while something tells of it', async () => {
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;;;ja'))
  await imports.rows(`insert into consents (guardian_id, child_id, purpose, given_at)
    select g.id, c.id, 'share-photos', '2026-01-01' from guardians g, children c`)
  await imports.lines('children', HEADER, child('1', NOBODY))
  expect(await imports.rows('select first_name from guardians')).toEqual([{ first_name: 'Ada' }])
  expect(await namesOf()).toEqual([])
})

test('parents without an address who change places stay the same persons, with their custody', async () => {
  const people = () =>
    imports.rows(
      'select position, guardian_id, custody, phone from child_guardians join guardians on id = guardian_id order by 2',
    )
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;;0600000001;ja', 'Bea;Vos;;;nee'))
  const [ada, bea] = await people()
  await imports.lines('children', HEADER, child('1', 'Bea;Vos;;;', 'Ada;Vos;;0600000001;'))
  expect(await people()).toEqual([
    { ...ada, position: 2 },
    { ...bea, position: 1 },
  ])
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;;0600000001;', 'Carl;Bos;;;'))
  expect(await people()).toEqual([{ ...ada, position: 1 }, expect.objectContaining({ position: 2 })])
})

test('two parents without an address and with one name are two persons', async () => {
  const file = [HEADER, child('1', 'Ada;Vos;;;ja', 'Ada;Vos;;;ja')]
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;;;ja'))
  await imports.lines('children', ...file)
  expect(await imports.rows('select distinct guardian_id from child_guardians')).toHaveLength(2)
  expect(countsOf(await imports.lines('children', ...file))).toEqual([0, 0, 1, 0, 0])
})

test('a parent who stands where the file has no columns is not taken for another', async () => {
  await imports.lines('children', HEADER, child('1', NOBODY, 'Bea;Vos;;;ja'))
  const header = `${CHILD};ouder1_voornaam;ouder1_achternaam`
  await imports.lines('children', header, '1;Kim;Vos;01-06-2024;De Waterlelie;Vlinders;Bea;Vos')
  expect(await imports.rows('select distinct guardian_id from child_guardians')).toHaveLength(2)
})

test('each new guardian is linked to its own child, in whatever order the database numbers them', async () => {
  await imports.rows('alter table guardians alter column id set minvalue -9 set increment by -1')
  await imports.lines(
    'children',
    HEADER,
    child('1', 'Ada;Vos;;;ja'),
    child('2', 'Bea;Vos;bea@example.org;;ja'),
  )
  await imports.rows('alter table guardians alter column id set increment by 1 set minvalue 1 restart')
  expect(await namesOf()).toEqual(['1/1 Ada Vos', '2/1 Bea Vos'])
})

test('a phone that an earlier import knew is not wiped out by the row of a sibling', async () => {
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;ada@example.org;0600000001;ja'))
  await imports.lines('children', HEADER, child('2', 'Ada;Vos;ada@example.org;;ja'))
  expect(await family()).toMatchObject([{ phone: '0600000001' }, { phone: '0600000001' }])
})
