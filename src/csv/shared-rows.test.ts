import { describe, expect, test } from 'vitest'
import { readHeader } from './header.ts'
import { KINDS } from './kinds/index.ts'
import type { Layout } from './layout.ts'
import { NO_MAPPING } from './profile/mapping.ts'
import { placingOf, rowTest } from './shared-rows.ts'

const HEADER =
  'kindnummer;roepnaam;achternaam;geboortedatum;locatie;groep;contractnummer;opvangsoort;startdatum;einddatum;weken'
const SHARED = { ...NO_MAPPING, shared: true }

const layoutOf = (kind: keyof typeof KINDS, shared = true) =>
  readHeader({ record: 0, line: 1, lastLine: 1, cells: HEADER.split(';') }, KINDS[kind].columns, {
    ...NO_MAPPING,
    shared,
  }) as Layout

const besideOf = (name: keyof typeof KINDS) => [{ name, kind: KINDS[name], mapping: SHARED }]

const isChild = rowTest(layoutOf('children'), KINDS.children, {
  beside: besideOf('contracts'),
  isFirst: true,
})
const isContract = rowTest(layoutOf('contracts'), KINDS.contracts, { beside: besideOf('children') })

describe('in a file of children and contracts', () => {
  test.each([
    ['both', '1;Kim;Vos;01-06-2024;A;B;C1;KDV;01-01-2026;;52', true, true],
    ['a child', '1;Kim;Vos;01-06-2024;A;B;;;;;', true, false],
    ['a contract of a child', '1;;;;A;B;C1;KDV;01-01-2026;;52', false, true],
    ['a contract without its number', '1;;;;A;B;;KDV;01-01-2026;;52', false, true],
    ['a contract without its child', ';;;;A;B;C1;KDV;01-01-2026;;52', false, true],
    ['a child without its number', ';Kim;Vos;01-06-2024;A;B;;;;;', true, false],
    ['nothing that is known', '1;;;;A;B;;;;;', true, false],
  ])('a row tells %s', (_, row, child, contract) => {
    const cells = row.split(';')
    expect([isChild(cells), isContract(cells)]).toEqual([child, contract])
  })

  test('a file of one kind has rows of that kind only', () => {
    expect(rowTest(layoutOf('children', false), KINDS.children, {})([''])).toBe(true)
  })
})

describe('the place of a child', () => {
  const placing = placingOf(layoutOf('children'), besideOf('contracts'), '2026-11-23')
  const rank = (start: string, end: string) =>
    placing?.rank(`1;;;;A;B;C1;KDV;${start};${end};52`.split(';')) ?? ''

  test('is that of the contract in force, else of the next, else of the last', () => {
    const inOrder = [
      rank('01-01-2025', ''),
      rank('01-01-2026', '23-11-2026'),
      rank('24-11-2026', ''),
      rank('01-01-2027', ''),
      rank('01-01-2024', '22-11-2026'),
      rank('01-01-2024', '01-01-2025'),
      rank('', ''),
    ]
    expect(inOrder.toSorted()).toEqual(inOrder)
    expect([...(placing?.columns ?? [])]).toEqual(['locatie', 'groep'])
  })

  test('is not asked of contracts where the file has none', () => {
    expect(placingOf(layoutOf('children'), [], '2026-11-23')).toBeUndefined()
  })
})
