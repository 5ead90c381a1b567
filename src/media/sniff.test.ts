import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sniff } from './sniff.ts'

const sample = (name: string) => readFileSync(new URL(`./samples/${name}`, import.meta.url))
const box = (...brands: string[]) =>
  Buffer.from(`\0\0\0\x18ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`, 'latin1')

test.each([
  ['camera.jpg', 'image/jpeg'],
  ['progressive.jpg', 'image/jpeg'],
  ['camera.png', 'image/png'],
  ['phone.mp4', 'video/mp4'],
])('%s is %s by its content', (name, type) => {
  expect(sniff(sample(name))).toBe(type)
})

test('a maker of its own brand that says it is MP4 as well is MP4', () => {
  expect(sniff(box('XAVC', 'XAVC', 'mp42'))).toBe('video/mp4')
})

test.each([
  ['HEIC that says it is MP4 as well', box('heic', 'mif1', 'mp42'), 'image/heic'],
  ['HEIC under the general name', box('mif1', 'heic', 'miaf'), 'image/heic'],
  ['QuickTime', box('qt  ', 'qt  ', 'mp42'), 'video/quicktime'],
  ['QuickTime of before brands', Buffer.from('\0\0\0\x08wide\0\0\0\x08mdat', 'latin1'), 'video/quicktime'],
  ['WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
])('%s is known by its beginning', (_, bytes, type) => {
  expect(sniff(bytes)).toBe(type)
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from([0xff])],
  ['text', Buffer.from('GIF89a is not here')],
  ['a page', Buffer.from('<html><script>alert(1)</script>')],
  ['AVIF', box('avif', 'iso8', 'mif1')],
  ['AVIF under a name that HEIC has too', box('mif1', 'avif', 'miaf')],
  ['a raw photo', box('crx ', 'crx ', 'isom')],
  ['sound that is no film', Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1')],
  ['half a box', Buffer.from('\0\0\0\x18ftyp', 'latin1')],
])('%s is none of the types', (_, bytes) => {
  expect(sniff(bytes)).toBeUndefined()
})
