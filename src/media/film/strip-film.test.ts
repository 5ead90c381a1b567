import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { contentOfStream } from '../content.ts'
import { readBoxes } from '../mp4.ts'
import { stripFilm } from './strip-film.ts'

const sample = (name: string) => readFileSync(new URL(`../samples/${name}`, import.meta.url))
const phone = sample('phone.mp4')

/** In pieces of a few bytes, as they may come from anywhere. */
function inPieces(bytes: Buffer, size: number) {
  return async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
}

async function stripped(bytes: Buffer, size = 100): Promise<Buffer> {
  const { chunks } = await stripFilm(contentOfStream(inPieces(bytes, size), bytes.length))
  return buffer(chunks())
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

test('the place is gone and no byte has moved', async () => {
  const result = await stripped(phone)
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
  ['a box that nobody knows, in the table of contents', box('moov', box('gps ', secret))],
  ['a box that nobody knows, beside the film', Buffer.concat([box('moov'), box('prvw', secret)])],
  ['a second table of contents', Buffer.concat([box('moov'), box('moov', box('udta', secret))])],
])('%s is emptied', async (_, film) => {
  const result = await stripped(film, 7)
  expect(result.includes('52.0116')).toBe(false)
  expect(result.length).toBe(film.length)
})

test('a last box without a size reaches to the end', async () => {
  const open = box('uuid', secret)
  open.writeUInt32BE(0)
  expect(typesOf(await stripped(Buffer.concat([box('moov'), open])))).toEqual(['moov', 'free'])
})

test('the bytes that were given are not changed', async () => {
  const before = Buffer.from(phone)
  await stripped(phone)
  expect(phone).toEqual(before)
})

test('a film cut off inside a box, or before its table of contents, is damaged', async () => {
  const ends = [...readBoxes(phone, 0, phone.length)]
    .filter(({ type }) => type !== 'ftyp')
    .map(({ end }) => end)
  for (let length = 0; length < phone.length; length++) {
    if (ends.includes(length)) continue
    await expect(stripped(phone.subarray(0, length))).rejects.toHaveProperty('damage.code', 'damaged')
  }
})

test('of a film that is cut off is said so, without words of its format', async () => {
  await expect(stripped(phone.subarray(0, phone.length - 3))).rejects.toHaveProperty(
    'damage.why',
    'was cut off or damaged when it was copied',
  )
})

test.each([
  ['a box of less than its header', Buffer.from('\0\0\0\x04moov')],
  ['a box larger than the film', Buffer.from('\0\0\xff\xffmoov')],
  ['a long size beyond any film', Buffer.from(`\0\0\0\x01moov${'\xff'.repeat(8)}`, 'latin1')],
  ['a box larger than the one around it', box('moov', Buffer.from('\0\0\x01\0trak'))],
  ['a film without a table of contents', box('mdat', secret)],
])('%s is damaged', async (_, film) => {
  await expect(stripped(film)).rejects.toHaveProperty('damage.code', 'damaged')
})

test('boxes nested without end are emptied, not a crash', async () => {
  let film = box('trak', secret)
  for (let depth = 0; depth < 2000; depth++) film = box('trak', film)
  expect((await stripped(box('moov', film))).includes('52.0116')).toBe(false)
})

test('a track of texts goes with its texts; picture and sound stay to the bit', async () => {
  const film = sample('phone.mov')
  const result = await stripped(film)
  expect(result.length).toBe(film.length)
  for (const trace of ['52.0116', 'SN-0042-7731', 'Testcam', 'Sofie']) {
    expect(film.includes(trace)).toBe(true)
    expect(result.includes(trace)).toBe(false)
  }
  const data = (bytes: Buffer) => {
    const at = [...readBoxes(bytes, 0, bytes.length)].find(({ type }) => type === 'mdat')
    return bytes.subarray(at?.content, at?.end)
  }
  const differing = [...data(film).keys()].filter((at) => data(film)[at] !== data(result)[at])
  const [first = 0, last = 0] = [differing[0], differing.at(-1)]
  expect(data(film).toString('latin1', first, last + 1)).toContain('GPS(4.3571,52.0116,12) SN-0042-7731')
  expect(last - first).toBeLessThan(60)
})

test('it does not matter in which pieces a film is read', async () => {
  const film = sample('phone.mov')
  const whole = await stripped(film, film.length)
  for (const size of [1, 13, 4096]) expect(await stripped(film, size)).toEqual(whole)
})

/** A film whose track of places lies where `offset` says. */
function pointingAt(offset: number): Buffer {
  const table = (type: string, ...numbers: number[]) => {
    const content = Buffer.alloc(4 + 4 * numbers.length)
    for (const [at, number] of numbers.entries()) content.writeUInt32BE(number, 4 + 4 * at)
    return box(type, content)
  }
  const samples = box('stbl', table('stco', 1, offset), table('stsz', 20, 1), table('stsc', 1, 1, 1, 1))
  const handler = box('hdlr', Buffer.from('\0\0\0\0\0\0\0\0meta'))
  const media = box('mdia', handler, box('minf', samples))
  return Buffer.concat([box('mdat', secret, Buffer.from('and more of it')), box('moov', box('trak', media))])
}

test('a track of places is emptied where its table says', async () => {
  const result = await stripped(pointingAt(8))
  expect(result.includes('52.0116')).toBe(false)
  expect(result.includes('more of it')).toBe(true)
})

test('a track that points at the table of contents, or beyond the film, is damaged', async () => {
  await expect(stripped(pointingAt(60))).rejects.toHaveProperty('damage.code', 'damaged')
  await expect(stripped(pointingAt(6000))).rejects.toHaveProperty('damage.code', 'damaged')
})

test('a film in fragments is refused when it holds more than picture and sound', async () => {
  const film = Buffer.concat([pointingAt(8), box('moof')])
  await expect(stripped(film)).rejects.toHaveProperty(
    'damage.why',
    'holds data beside its pictures and sound that cannot be taken out',
  )
})
