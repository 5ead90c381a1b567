import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readBoxes } from './mp4.ts'
import { strip } from './strip.ts'

const phone = readFileSync(new URL('./samples/phone.mp4', import.meta.url))

function stripped(bytes: Buffer): Buffer {
  const result = strip(bytes, 'video/mp4')
  if ('damage' in result) throw new Error(result.damage.why)
  return result.bytes
}

function box(type: string, ...content: Buffer[]): Buffer {
  const head = Buffer.from(`\0\0\0\0${type}`)
  const whole = Buffer.concat([head, ...content])
  whole.writeUInt32BE(whole.length)
  return whole
}

function wide(type: string, content: Buffer): Buffer {
  const head = Buffer.from(`\0\0\0\x01${type}\0\0\0\0\0\0\0\0`)
  head.writeBigUInt64BE(BigInt(head.length + content.length), 8)
  return Buffer.concat([head, content])
}

const secret = Buffer.from('+52.0116+004.3571/')
const typesOf = (bytes: Buffer) => [...readBoxes(bytes, 0, bytes.length)].map(({ type }) => type)

test('the place is gone and no byte has moved', () => {
  const result = stripped(phone)
  for (const trace of ['loci', 'earth', 'Lavf']) {
    expect(phone.includes(trace)).toBe(true)
    expect(result.includes(trace)).toBe(false)
  }
  expect(result.length).toBe(phone.length)
  expect(result.indexOf('mdat')).toBe(phone.indexOf('mdat'))
  expect(result.subarray(result.indexOf('mdat'))).toEqual(phone.subarray(phone.indexOf('mdat')))
})

test.each([
  ['udta in a track', box('moov', box('trak', box('udta', secret)))],
  ['meta in a track', box('moov', box('trak', box('meta', secret)))],
  ['meta in media', box('moov', box('trak', box('mdia', box('meta', secret))))],
  ['a uuid beside the film', Buffer.concat([box('moov'), box('uuid', secret)])],
  ['a uuid with a long size', Buffer.concat([box('moov'), wide('uuid', secret)])],
  ['a meta beside the film', Buffer.concat([box('meta', secret), box('moov')])],
  ['free space with something left in it', Buffer.concat([box('moov'), box('free', secret)])],
])('%s is emptied', (_, film) => {
  expect(stripped(film).includes('52.0116')).toBe(false)
  expect(stripped(film).length).toBe(film.length)
})

test('a last box without a size reaches to the end', () => {
  const open = box('uuid', secret)
  open.writeUInt32BE(0)
  expect(typesOf(stripped(Buffer.concat([box('moov'), open])))).toEqual(['moov', 'free'])
})

test('the bytes that were given are not changed', () => {
  const before = Buffer.from(phone)
  stripped(phone)
  expect(phone).toEqual(before)
})

test('a film cut off inside a box, or before its table of contents, is damaged', () => {
  const ends = [...readBoxes(phone, 0, phone.length)]
    .filter(({ type }) => type !== 'ftyp')
    .map(({ end }) => end)
  for (let length = 0; length < phone.length; length++) {
    if (ends.includes(length)) continue
    expect(strip(phone.subarray(0, length), 'video/mp4')).toHaveProperty('damage.code', 'damaged')
  }
})

test.each([
  ['a box of less than its header', Buffer.from('\0\0\0\x04moov')],
  ['a box larger than the film', Buffer.from('\0\0\xff\xffmoov')],
  ['a long size beyond any film', Buffer.from(`\0\0\0\x01moov${'\xff'.repeat(8)}`, 'latin1')],
  ['a box larger than the one around it', box('moov', Buffer.from('\0\0\x01\0trak'))],
])('%s is damaged', (_, film) => {
  expect(strip(film, 'video/mp4')).toHaveProperty('damage.code', 'damaged')
})

test('boxes nested without end are damaged, not a crash', () => {
  let film = box('trak')
  for (let depth = 0; depth < 2000; depth++) film = box('trak', film)
  expect(strip(box('moov', film), 'video/mp4')).toHaveProperty('damage.why', 'boxes too deep')
})
