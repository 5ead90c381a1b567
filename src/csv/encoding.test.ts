import { expect, test } from 'vitest'
import { encodingOf, toUtf8 } from './encoding.ts'

const decode = (...given: Parameters<typeof toUtf8>) => toUtf8(...given)?.toString()

const utf16 = (text: string) => Buffer.from(text, 'utf16le')

test('a byte-order mark decides, whatever was asked for', () => {
  expect(encodingOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41), 'windows-1252')).toBe('utf-8-bom')
  expect(encodingOf(Uint8Array.of(0xff, 0xfe, 0x41, 0))).toBe('utf-16le')
  expect(encodingOf(Uint8Array.of(0xfe, 0xff, 0, 0x41))).toBe('utf-16be')
})

test('without a mark valid UTF-8 is UTF-8, and anything else Windows-1252', () => {
  expect(encodingOf(Buffer.from('Aimée'))).toBe('utf-8')
  expect(encodingOf(Buffer.from('Aimée', 'latin1'))).toBe('windows-1252')
})

test('without a mark what is asked for counts', () => {
  expect(encodingOf(Buffer.from('Aimée'), 'windows-1252')).toBe('windows-1252')
})

test('the mark is no part of the text', () => {
  expect(decode(Buffer.from('\ufeffAb'), 'utf-8-bom')).toBe('Ab')
  expect(decode(utf16('\ufeffAb'), 'utf-16le')).toBe('Ab')
  expect(decode(utf16('\ufeffAb').swap16(), 'utf-16be')).toBe('Ab')
})

test('bytes that the encoding does not have are no text', () => {
  expect(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0xe9), 'utf-8-bom')).toBeUndefined()
  expect(decode(Uint8Array.of(0xff, 0xfe, 0x41), 'utf-16le')).toBeUndefined()
})

test('Windows-1252 has letters and marks between 80 and 9F, in a part of a larger buffer too', () => {
  const bytes = Uint8Array.of(0, 0x80, 0x8a, 0x92, 0x96, 0x9f, 0xe9).subarray(1)
  expect(decode(bytes, 'windows-1252')).toBe('€Š’–Ÿé')
})
