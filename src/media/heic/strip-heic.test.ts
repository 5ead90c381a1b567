import { readFileSync } from 'node:fs'
import ExifReader from 'exifreader'
import { expect, test } from 'vitest'
import { readBoxes } from '../mp4.ts'
import { shapeOf } from '../shape.ts'
import { strip } from '../strip.ts'
import { takenAt } from '../taken-at.ts'
import { readHeicMeta } from './read-items.ts'

const phone = readFileSync(new URL('../samples/phone.heic', import.meta.url))

function stripped(bytes: Buffer): Buffer {
  const result = strip(bytes, 'image/heic')
  if ('damage' in result) throw new Error(result.damage.why)
  return result.bytes
}

function itemsOf(bytes: Buffer) {
  return readHeicMeta(bytes).items.map(({ id, type, extents }) => ({
    id,
    type,
    data: Buffer.concat(extents.map(({ at, end }) => bytes.subarray(at, end))),
  }))
}

test('place, serial number and XMP are gone, and no byte has moved', () => {
  for (const trace of ['SN-0042-7731', 'Testcam', 'Sofie', 'Delft', 'application/rdf+xml']) {
    expect(phone.includes(trace)).toBe(true)
    expect(stripped(phone).includes(trace)).toBe(false)
  }
  expect(stripped(phone).length).toBe(phone.length)
})

test('the main picture stays to the bit, the preview of it is gone', () => {
  const [before, after] = [itemsOf(phone), itemsOf(stripped(phone))]
  const { primary, references } = readHeicMeta(phone)
  const main = before.find(({ id }) => id === primary)
  expect(after.find(({ id }) => id === primary)).toEqual(main)
  // The preview of the sample is a grid, made of one tile.
  const previews = references.flatMap(({ type, from, to }) =>
    type === 'thmb' ? [from] : type === 'dimg' ? to : [],
  )
  expect(before.filter(({ id }) => previews.includes(id)).map(({ type }) => type)).toEqual(['hvc1', 'grid'])
  const gone = after.filter(({ id }) => previews.includes(id))
  expect(gone.map(({ type }) => type)).toEqual(['free', 'free'])
  expect(Buffer.concat(gone.map(({ data }) => data)).every((byte) => byte === 0)).toBe(true)
  expect(readHeicMeta(stripped(phone)).references.map(({ type }) => type)).not.toContain('thmb')
})

test('the time of taking is all that stays of EXIF', () => {
  const { exif, gps } = ExifReader.load(stripped(phone), { expanded: true })
  const known = Object.keys(exif ?? {}).filter((tag) => tag !== 'Exif IFD Pointer')
  expect(known.toSorted()).toEqual(['DateTimeOriginal', 'OffsetTimeOriginal'])
  expect(gps).toBeUndefined()
  expect(takenAt(stripped(phone))).toEqual({ at: '2026-01-12T10:15:00' })
})

test('it tells how large it is', () => {
  expect(shapeOf(phone, 'image/heic')).toMatchObject({ orientation: 1 })
  expect(shapeOf(phone, 'image/heic').width).toBeGreaterThanOrEqual(64)
})

test('a second time changes nothing', () => {
  expect(stripped(stripped(phone))).toEqual(stripped(phone))
})

test('what lies beside the pictures, in the same space or in boxes of its own, is emptied', () => {
  const box = Buffer.from('\0\0\0\x1bprvwa preview of it')
  const withBox = Buffer.concat([phone, box])
  withBox.writeUInt32BE(box.length, phone.length)
  expect(stripped(withBox).includes('a preview of it')).toBe(false)
  const mdat = [...readBoxes(phone, 0, phone.length)].findLast(({ type }) => type === 'mdat')
  if (!mdat || mdat.end !== phone.length) throw new Error('the sample does not end in its data')
  const withRest = Buffer.concat([phone, Buffer.from('a left over preview')])
  withRest.writeUInt32BE(withRest.length - mdat.at, mdat.at)
  expect(stripped(withRest).includes('left over')).toBe(false)
})

test('what somebody wrote about a picture, as a property of it or as its name, is emptied', () => {
  const told = Buffer.from(phone)
  const { children, items, primary } = readHeicMeta(told)
  const iprp = children.find(({ type }) => type === 'iprp')
  const ipco = [...readBoxes(told, iprp?.content ?? 0, iprp?.end ?? 0)].find(({ type }) => type === 'ipco')
  const property = [...readBoxes(told, ipco?.content ?? 0, ipco?.end ?? 0)].find(
    ({ type }) => type === 'pixi',
  )
  if (!property) throw new Error('the sample has no property to write over')
  told.write('udes', property.at + 4, 'latin1')
  told.fill('Lena', property.content, property.end)
  expect(stripped(told).includes('Lena')).toBe(false)
  const main = items.find(({ id }) => id === primary)?.entry
  if (!main) throw new Error('the sample has no main picture')
  expect(stripped(told).subarray(main.at, main.end)).toEqual(told.subarray(main.at, main.end))
})

test('a picture cut off anywhere but at the end of a box is damaged, and never a crash', () => {
  const ends = [...readBoxes(phone, 0, phone.length)].map(({ end }) => end)
  for (let length = 0; length < phone.length; length += 3) {
    if (ends.includes(length)) continue
    expect(strip(phone.subarray(0, length), 'image/heic')).toHaveProperty('damage.code', 'damaged')
  }
})
