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
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from([0xff])],
  ['text', Buffer.from('GIF89a is not here')],
  ['a page', Buffer.from('<html><script>alert(1)</script>')],
  ['HEIC', box('heic', 'mif1', 'mp42')],
  ['AVIF', box('avif', 'iso8', 'mif1')],
  ['QuickTime', box('qt  ', 'qt  ', 'mp42')],
  ['half a box', Buffer.from('\0\0\0\x18ftyp', 'latin1')],
])('%s is none of the types', (_, bytes) => {
  expect(sniff(bytes)).toBeUndefined()
})
