import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countsOf, type Imports, importOrganisation, openImports, placesOf } from './imports.ts'

const CHILD = 'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep'
const ONE = 'ouder1_voornaam;ouder1_achternaam;ouder1_email;ouder1_telefoon;ouder1_gezag'
const HEADER = `${CHILD};${ONE};${ONE.replaceAll('ouder1', 'ouder2')}`
const NOBODY = ';;;;'

let imports: Imports
beforeAll(async () => {
  imports = await openImports()
})
afterAll(() => imports.close())
beforeEach(async () => {
  await imports.clear()
  await importOrganisation(imports)
})

function child(number: string, first: string, second = NOBODY): string {
  return `${number};Kim;Vos;01-06-2024;De Waterlelie;Vlinders;${first};${second}`
}

function family() {
  return imports.rows(`select number, position, concat_ws(' ', g.first_name, g.last_name) as name, email, phone, custody
    from child_guardians join children c on c.id = child_id join guardians g on g.id = guardian_id
    order by number, position`)
}

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

test('a new address is a new person, and the old one is not deleted', async () => {
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;ada@example.org;;ja'))
  const report = await imports.lines('children', HEADER, child('1', 'Ada;Vos;new@example.org;;'))
  expect(countsOf(report)).toEqual([0, 1, 0, 0, 0])
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

test('a phone that an earlier import knew is not wiped out by the row of a sibling', async () => {
  await imports.lines('children', HEADER, child('1', 'Ada;Vos;ada@example.org;0600000001;ja'))
  await imports.lines('children', HEADER, child('2', 'Ada;Vos;ada@example.org;;ja'))
  expect(await family()).toMatchObject([{ phone: '0600000001' }, { phone: '0600000001' }])
})
