import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExifReader from 'exifreader'
import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../src/rules/time.ts'
import { isoOf, ORGANISATION, plans, type Row, readTable } from './support/organisation.ts'

const children = readTable('children.csv')
const contracts = readTable('contracts.csv')
const consents = readTable('consents.csv')
const tags = readTable('photos.csv')
const photos = tags.filter((row) => row('bestand').endsWith('.jpg'))
const diary = readTable('diary.csv', 'utf-8')

const contractsOf = (number: string) => contracts.filter((row) => row('kindnummer') === number)
const taggedOn = (row: Row) => row('kindnummers').split(' ').filter(Boolean)

describe('the photos', () => {
  const live = (child: string) => {
    const rows = consents.filter((row) => row('kindnummer') === child)
    const custody = new Map(
      children.flatMap((row) => [1, 2].map((n) => [row(`ouder${n}_email`), row(`ouder${n}_gezag`) === 'ja'])),
    )
    const withdrawn = rows.some((row) => row('ingetrokken_op') && custody.get(row('ouder_email')))
    return rows.some((row) => !row('ingetrokken_op')) && !withdrawn
  }
  const lottes = photos.filter((row) => taggedOn(row).includes('0301'))
  const held = lottes.filter((row) => !taggedOn(row).every((child) => child === '0301' || live(child)))

  it('are forty JPEGs and a film, all different, each with a row', () => {
    const files = readdirSync(join(ORGANISATION, 'photos'))
    const hashes = files.map((file) => createHash('sha256').update(bytesOf(file)).digest('hex'))
    expect(photos).toHaveLength(40)
    expect(new Set(hashes).size).toBe(41)
    expect(tags.map((row) => row('bestand')).sort()).toEqual(files.sort())
  })

  it('show Lotte on twenty-five, of which four are held back, three for Kyan and one for Nina', () => {
    expect(lottes).toHaveLength(25)
    expect(held.filter((row) => taggedOn(row).includes('0302'))).toHaveLength(3)
    expect(held.filter((row) => taggedOn(row).includes('0303'))).toHaveLength(1)
    expect(held).toHaveLength(4)
  })

  it('have nobody tagged on two of her group', () => {
    const untagged = photos.filter((row) => taggedOn(row).length === 0)
    expect(untagged.map((row) => row('groep'))).toEqual(['Het Anker/Zeepaardjes', 'Het Anker/Zeepaardjes'])
  })

  it('show children only on days on which they are planned', () => {
    const away = tags.flatMap((row) =>
      taggedOn(row).filter((child) => contractsOf(child).every((contract) => !plans(contract, dayOf(row)))),
    )
    expect(away).toEqual([])
  })

  it('carry the time of their tag and of their name, a position and a serial number, and some lie on their side', () => {
    const exif = photos.map((row) => ({ row, found: ExifReader.load(bytesOf(row('bestand'))) }))
    for (const { row, found } of exif) {
      expect([takenOf(row), '']).toContain(row('tijdstip'))
      expect(String(found.DateTimeOriginal?.description).slice(0, 16)).toBe(takenOf(row).replaceAll('-', ':'))
      expect(found.GPSLatitude).toBeDefined()
      expect(bytesOf(row('bestand')).includes('FMT-')).toBe(true)
    }
    expect(exif.filter(({ found }) => found.Orientation?.value === 6).length).toBeGreaterThan(5)
  })

  it('come with a film that tells where it was made', () => {
    expect(bytesOf('VID_20251219_1512.mp4').includes('\u00a9xyz', 0, 'latin1')).toBe(true)
  })
})

describe('the diary', () => {
  const lottes = diary.filter((row) => row('kindnummer') === '0301')

  it('has forty-five different entries of Lotte before her first birthday', () => {
    expect(new Set(lottes.map((row) => row('tekst'))).size).toBe(45)
    expect(lottes.filter((row) => isoOf(row('datum')) >= '2026-01-19')).toEqual([])
  })

  it('is written by staff on days on which she is there', () => {
    const staff = lottes.filter((row) => ['Ilse', 'Yusuf', 'Marieke'].includes(row('auteur')))
    const away = staff.filter((row) =>
      contractsOf('0301').every((one) => !plans(one, isoOf(row('datum')) as IsoDate)),
    )
    expect(staff).toHaveLength(36)
    expect(away.map((row) => row('datum'))).toEqual([])
  })

  it('has emoji, line breaks and photos that are there', () => {
    const texts = lottes.map((row) => row('tekst')).join('')
    const named = diary.flatMap((row) => row('fotos').split('|').filter(Boolean))
    expect(texts).toMatch(/\p{Extended_Pictographic}/u)
    expect(texts).toContain('\n')
    expect(named.filter((file) => !photos.some((row) => row('bestand') === file))).toEqual([])
  })

  it('names no other child to Lotte’s guardians, nor does a caption of hers', () => {
    const captions = photos.filter((row) => taggedOn(row).includes('0301')).map((row) => row('bijschrift'))
    const texts = [...lottes.map((row) => row('tekst')), ...captions].join(' ')
    const others = children.filter((row) => row('kindnummer') !== '0301').map((row) => row('roepnaam'))
    expect(others.filter((name) => new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u').test(texts))).toEqual([])
  })
})

function bytesOf(file: string): Buffer {
  return readFileSync(join(ORGANISATION, 'photos', file))
}

/** Of the file name, which is there also where the tags file leaves the time out. */
function takenOf(row: Row): string {
  return row('bestand').replace(/^..._(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)\..*$/, '$1-$2-$3 $4:$5')
}

function dayOf(row: Row): IsoDate {
  return takenOf(row).slice(0, 10) as IsoDate
}
