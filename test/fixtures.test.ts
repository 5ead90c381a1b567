import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ageOn, type IsoDate } from '../src/rules/time.ts'
import { daysFrom, isoOf, ORGANISATION, plans, type Row, readTable, textOf } from './support/organisation.ts'

const DEMO_DAY = '2026-03-02'
const LAST_DUE_START = '2026-03-16'
const WINDOWS_FILES = readdirSync(ORGANISATION).filter(
  (name) => name.endsWith('.csv') && name !== 'diary.csv',
)

const groups = readTable('groups.csv')
const children = readTable('children.csv')
const contracts = readTable('contracts.csv')
const accounts = new Set(readTable('accounts.csv').map((row) => row('email').toLowerCase()))

const contractsOf = (number: string) => contracts.filter((row) => row('kindnummer') === number)
const groupNamed = (name: string): Row => groups.find((row) => row('groep') === name) ?? (() => '')
const inGroup = (group: string, date: IsoDate) =>
  new Set(
    contracts.filter((row) => row('groep') === group && plans(row, date)).map((row) => row('kindnummer')),
  )
const isBad = (row: Row) =>
  row('geboortedatum') === '31-02-2024' || row('ouder1_email').includes(';') || row('groep') === 'Walvissen'
const good = children.filter((row) => !isBad(row))

/** First contract day of a child; that it is a care day is a fact below. */
const startOf = (number: string) =>
  contractsOf(number)
    .map((row) => isoOf(row('startdatum')))
    .sort()[0] ?? ''
const addressesOf = (row: Row) =>
  ['ouder1_email', 'ouder2_email'].map((column) => row(column).toLowerCase()).filter(Boolean)
const addressesWhere = (holds: (start: string) => boolean) =>
  new Set(good.filter((row) => holds(startOf(row('kindnummer')))).flatMap(addressesOf))

describe('the children', () => {
  it('are sixty rows, three of them bad', () => {
    expect(children).toHaveLength(60)
    expect(children.filter(isBad).map((row) => row('kindnummer'))).toEqual(['0118', '0214', '0326'])
  })

  it('have an age that fits their group on the morning of the demo', () => {
    const ages: Record<string, readonly [number, number]> = {
      KDV: [0, 3],
      peuter: [2, 3],
      VSO: [4, 12],
      BSO: [4, 12],
    }
    const misfits = good.filter((row) => {
      const [youngest, oldest] = ages[groupNamed(row('groep'))('opvangsoort')] ?? [0, 0]
      const age = ageOn(isoOf(row('geboortedatum')) as IsoDate, DEMO_DAY)
      return age < youngest || age > oldest
    })
    expect(misfits.map((row) => row('kindnummer'))).toEqual([])
  })

  it('are listed in the group of one of their contracts', () => {
    const strays = good.filter((row) =>
      contractsOf(row('kindnummer')).every((contract) => contract('groep') !== row('groep')),
    )
    expect(strays.map((row) => row('kindnummer'))).toEqual([])
  })

  it('have names beyond ASCII and with infixes', () => {
    const names = textOf('children.csv', 'windows-1252')
    for (const piece of ['ë', 'ï', 'ö', 'š', 'ñ', 'ç', ";'t;", ';van der;', ';de la;'])
      expect(names).toContain(piece)
  })
})

describe('the contracts', () => {
  it('are seventy-five, all of good children', () => {
    const known = new Set(good.map((row) => row('kindnummer')))
    expect(contracts).toHaveLength(75)
    expect(contracts.filter((row) => !known.has(row('kindnummer')))).toEqual([])
  })

  it('start on a day with care', () => {
    expect(contracts.filter((row) => !plans(row, isoOf(row('startdatum')) as IsoDate))).toEqual([])
  })

  it('put no group over its places in March and April 2026', () => {
    const over = groups.flatMap((group) =>
      daysFrom('2026-03-01', '2026-04-30').filter(
        (day) => inGroup(group('groep'), day).size > Number(group('plaatsen') || Number.POSITIVE_INFINITY),
      ),
    )
    expect(over).toEqual([])
  })

  it('fill the twelve places of the Vlinders on Tuesday 7 April, and not on the days that Femke may take', () => {
    expect(inGroup('Vlinders', '2026-04-07').size).toBe(12)
    for (const day of ['2026-03-27', '2026-04-01', '2026-04-03', '2026-04-08'] as const)
      expect(inGroup('Vlinders', day).size).toBeLessThan(12)
  })
})

describe('the activation mails of 2 March 2026', () => {
  const due = [...addressesWhere((start) => start >= DEMO_DAY && start <= LAST_DUE_START)]
    .filter((address) => !accounts.has(address))
    .sort()

  it('are due to nine guardians', () => {
    expect(due).toEqual([
      'annika.weiss@example.com',
      'inge@verbeek.example',
      'judith.hendriks@example.org',
      'karim@benali.example',
      'leila.haddad@example.com',
      'naima.bouzid@example.com',
      'niels@kramer.example',
      'noortje.vanbeek@example.com',
      'sander@verbeek.example',
    ])
  })

  it('are due to nobody else: each guardian of a child in care has an account', () => {
    const inCare = addressesWhere((start) => start < DEMO_DAY)
    expect([...inCare].filter((address) => !accounts.has(address))).toEqual([])
    expect([...accounts].filter((address) => !inCare.has(address))).toEqual([])
  })

  it('are not yet due to the six guardians of children who start later', () => {
    const later = [...addressesWhere((start) => start > LAST_DUE_START)]
    expect(later).toHaveLength(6)
    expect(later.filter((address) => accounts.has(address) || due.includes(address))).toEqual([])
  })
})

describe('the story', () => {
  it('has Femke and Sem planned on Monday 2 March, and Lotte until Friday 13 March', () => {
    expect(inGroup('Vlinders', DEMO_DAY)).toContain('0101')
    expect(inGroup('Vlinders', DEMO_DAY)).toContain('0102')
    expect(contractsOf('0301').map((row) => row('einddatum'))).toEqual(['30-09-2025', '13-03-2026'])
  })

  it('has Guus free on Thursday 19 March in a group whose places nobody knows', () => {
    expect(inGroup('Hazen', '2026-03-19')).not.toContain('0201')
    expect(groupNamed('Hazen')('plaatsen')).toBe('')
  })
})

describe('all files', () => {
  const texts = [...WINDOWS_FILES.map((file) => textOf(file, 'windows-1252')), textOf('diary.csv', 'utf-8')]

  it('are written as Dutch Excel does', () => {
    for (const file of WINDOWS_FILES) {
      expect(textOf(file, 'windows-1252'), file).toMatch(/^[a-z_0-9]+;[^\n]*\r\n/)
    }
    expect(() => textOf('children.csv', 'utf-8')).toThrow(TypeError)
    expect(readFileSync(join(ORGANISATION, 'diary.csv')).subarray(0, 3).toString('hex')).toBe('efbbbf')
  })

  it('have addresses in example domains only, and telephone numbers of nobody', () => {
    const addresses = texts.flatMap((text) => text.match(/[^\s;"]+@[^\s;"]+/g) ?? [])
    const phones = texts
      .flatMap((text) => text.match(/\b06[ -]?\d+/g) ?? [])
      .filter((phone) => phone.length > 8)
    expect(addresses.length).toBeGreaterThan(100)
    expect(
      addresses.filter((address) => !/@(.+\.)?(example|example\.(com|net|org))$/i.test(address)),
    ).toEqual([])
    expect(phones.filter((phone) => !/^06-000\d{5}$/.test(phone))).toEqual([])
  })

  it('are small enough to live in the repository', () => {
    const bytes = readdirSync(ORGANISATION, { recursive: true }).map(
      (file) => statSync(join(ORGANISATION, String(file))).size,
    )
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(2_500_000)
  })

  it('hold no number that could be a BSN', () => {
    const numbers = texts.flatMap((text) => text.match(/(?<!\d)\d{9}(?!\d)/g) ?? [])
    expect(numbers.filter(passesElevenTest)).toEqual([])
  })
})

/** The elfproef: digits times 9 to 2, less the last, is a multiple of eleven. */
function passesElevenTest(number: string): boolean {
  const sum = [...number].reduce(
    (total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index),
    0,
  )
  return sum % 11 === 0
}
