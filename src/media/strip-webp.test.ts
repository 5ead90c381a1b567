import { readFileSync } from 'node:fs'
import ExifReader from 'exifreader'
import { expect, test } from 'vitest'
import { shapeOf } from './shape.ts'
import { strip } from './strip.ts'
import { takenAt } from './taken-at.ts'

const phone = readFileSync(new URL('./samples/phone.webp', import.meta.url))

function stripped(bytes: Buffer): Buffer {
  const result = strip(bytes, 'image/webp')
  if ('damage' in result) throw new Error(result.damage.why)
  return result.bytes
}

function imageOf(bytes: Buffer): Buffer {
  const at = bytes.indexOf('VP8 ')
  return bytes.subarray(at, at + 8 + bytes.readUInt32LE(at + 4))
}

test('place, serial number and XMP are gone, the image data stay to the bit', () => {
  for (const trace of ['SN-0042-7731', 'Testcam', 'Sofie', 'Delft', 'XMP ']) {
    expect(phone.includes(trace)).toBe(true)
    expect(stripped(phone).includes(trace)).toBe(false)
  }
  expect(imageOf(stripped(phone))).toEqual(imageOf(phone))
})

test('orientation and time of taking are all that stays of EXIF', () => {
  const { exif, gps } = ExifReader.load(stripped(phone), { expanded: true })
  const known = Object.keys(exif ?? {}).filter((tag) => tag !== 'Exif IFD Pointer')
  expect(known.toSorted()).toEqual(['DateTimeOriginal', 'OffsetTimeOriginal', 'Orientation'])
  expect(gps).toBeUndefined()
  expect(takenAt(stripped(phone))).toEqual({ at: '2026-01-12T10:15:00', orientation: 6 })
})

test('it tells how large it is', () => {
  expect(shapeOf(phone, 'image/webp')).toEqual({ width: 96, height: 64, orientation: 6 })
})

test('a second time changes nothing', () => {
  expect(stripped(stripped(phone))).toEqual(stripped(phone))
})

test('what follows the end goes', () => {
  expect(stripped(Buffer.concat([phone, Buffer.from('and a secret')]))).toEqual(stripped(phone))
})

test('a picture cut off anywhere is damaged', () => {
  for (let length = 0; length < phone.length; length++) {
    expect(strip(phone.subarray(0, length), 'image/webp')).toHaveProperty('damage.code', 'damaged')
  }
})
