import { readFileSync } from 'node:fs'
import ExifReader from 'exifreader'
import { expect, test } from 'vitest'
import { readSegments } from './jpeg.ts'
import { strip } from './strip.ts'
import { takenAt } from './taken-at.ts'

const sample = (name: string) => readFileSync(new URL(`./samples/${name}`, import.meta.url))
const camera = sample('camera.jpg')

function stripped(bytes: Buffer): Buffer {
  const result = strip(bytes, 'image/jpeg')
  if ('damage' in result) throw new Error(result.damage.why)
  return result.bytes
}

function segment(marker: number, payload: Buffer | string): Buffer {
  const content = Buffer.from(payload)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** The picture with a segment put in right after its start. */
function withSegment(bytes: Buffer, extra: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 2), extra, bytes.subarray(2)])
}

const image = (bytes: Buffer) =>
  Buffer.concat([...readSegments(bytes)].filter(({ marker }) => marker < 0xe0).map((part) => part.bytes))

test('place, serial number, thumbnail, XMP, IPTC and comment are gone', () => {
  const tags = ExifReader.load(stripped(camera), { expanded: true })
  expect(Object.keys(ExifReader.load(camera, { expanded: true }))).toEqual(
    expect.arrayContaining(['gps', 'xmp', 'iptc']),
  )
  expect(tags.gps ?? tags.xmp ?? tags.iptc ?? tags.Thumbnail).toBeUndefined()
  for (const trace of ['SN-0042-7731', 'Testcam', 'Sofie', 'Delft', 'tuin']) {
    expect(camera.includes(trace)).toBe(true)
    expect(stripped(camera).includes(trace)).toBe(false)
  }
})

test('orientation, time of taking and its offset are all that stays of EXIF', () => {
  const { exif } = ExifReader.load(stripped(camera), { expanded: true })
  const known = Object.keys(exif ?? {}).filter((tag) => tag !== 'Exif IFD Pointer')
  expect(known.toSorted()).toEqual(['DateTimeOriginal', 'OffsetTimeOriginal', 'Orientation'])
  expect(takenAt(stripped(camera))).toEqual({ at: '2025-06-03T10:15:42', orientation: 6 })
})

test.each(['camera.jpg', 'progressive.jpg'])('%s keeps its image data to the bit', (name) => {
  expect(image(stripped(sample(name)))).toEqual(image(sample(name)))
})

test('a photo without EXIF gets none', () => {
  const markers = [...readSegments(stripped(sample('progressive.jpg')))].map(({ marker }) => marker)
  expect(markers).not.toContain(0xe1)
})

test('a second time changes nothing', () => {
  expect(stripped(stripped(camera))).toEqual(stripped(camera))
})

test('what follows the end of the image goes: a second picture, the film of a motion photo', () => {
  const motion = Buffer.concat([camera, camera, sample('phone.mp4')])
  expect(stripped(motion)).toEqual(stripped(camera))
})

test('an extension goes, wherever it stands', () => {
  expect(stripped(withSegment(camera, segment(0xf5, 'somebody'))).includes('somebody')).toBe(false)
})

test('a colour profile and the colour transform of Adobe stay', () => {
  const profile = segment(0xe2, 'ICC_PROFILE\0\x01\x01colours')
  const adobe = segment(0xee, 'Adobe\0\x64\0\0\0\0\x01')
  const result = stripped(withSegment(withSegment(camera, profile), adobe))
  expect(result.includes(profile) && result.includes(adobe)).toBe(true)
})

test.each([
  ['a preview in APP2', segment(0xe2, 'MPF\0preview')],
  ['the thumbnail of JFXX', segment(0xe0, 'JFXX\0\x10thumbnail')],
  ['a maker block in APP13', segment(0xed, 'maker')],
  ['a maker block in APP15', segment(0xef, 'maker')],
])('%s goes', (_, extra) => {
  expect(stripped(withSegment(camera, extra))).toEqual(stripped(camera))
})

test('the thumbnail inside a JFIF header goes, the header stays', () => {
  const jfif = segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb', 'latin1'))
  const result = stripped(withSegment(sample('progressive.jpg'), jfif))
  expect(result.includes('rgb')).toBe(false)
  expect(result.subarray(2, 20)).toEqual(
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
  )
})

test('a photo cut off anywhere is damaged', () => {
  for (let length = 0; length < camera.length; length++) {
    expect(strip(camera.subarray(0, length), 'image/jpeg')).toHaveProperty('damage.code', 'damaged')
  }
})

test('a photo in which any byte is wrong is damaged or still a photo, never a crash', () => {
  for (let at = 0; at < camera.length; at++) {
    const bytes = Buffer.from(camera)
    bytes[at] = 0xff
    const result = strip(bytes, 'image/jpeg')
    expect('damage' in result || strip(result.bytes, 'image/jpeg')).toBeTruthy()
  }
})

test.each([
  ['a start and an end without an image', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
  ['a segment shorter than its own length', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 1, 0xff, 0xd9])],
  ['nothing but fill', Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(100_000, 0xff)])],
  [
    'a scan without a frame',
    Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xda, 'x'), Buffer.from([0xff, 0xd9])]),
  ],
])('%s is damaged', (_, bytes) => {
  expect(strip(bytes, 'image/jpeg')).toHaveProperty('damage.code', 'damaged')
})
