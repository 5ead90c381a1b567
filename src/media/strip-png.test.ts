import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import ExifReader from 'exifreader'
import { expect, test } from 'vitest'
import { strip } from './strip.ts'
import { takenAt } from './taken-at.ts'

const camera = readFileSync(new URL('./samples/camera.png', import.meta.url))

function stripped(bytes: Buffer): Buffer {
  const result = strip(bytes, 'image/png')
  if ('damage' in result) throw new Error(result.damage.why)
  return result.bytes
}

function chunk(type: string, content: string): Buffer {
  const body = Buffer.from(type + content)
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** The picture with a chunk put in right after its header. */
function withChunk(extra: Buffer): Buffer {
  return Buffer.concat([camera.subarray(0, 33), extra, camera.subarray(33)])
}

test('place, texts and XMP are gone, the image data stay to the bit', () => {
  const image = camera.subarray(camera.indexOf('IDAT') - 4, camera.indexOf('IDAT') + 20)
  expect(stripped(camera).includes(image)).toBe(true)
  for (const trace of ['tEXt', 'iTXt', 'Sofie', 'tuin']) {
    expect(camera.includes(trace)).toBe(true)
    expect(stripped(camera).includes(trace)).toBe(false)
  }
})

test('the time of taking is all that stays of its EXIF', () => {
  const { exif } = ExifReader.load(stripped(camera), { expanded: true })
  const known = Object.keys(exif ?? {}).filter((tag) => tag !== 'Exif IFD Pointer')
  expect(known).toEqual(['DateTimeOriginal'])
  expect(takenAt(stripped(camera))).toEqual(takenAt(camera))
})

test.each(['tIME', 'zTXt', 'caBX', 'prVt'])(
  'a chunk %s goes: it does not change how the picture looks',
  (type) => {
    expect(stripped(withChunk(chunk(type, 'anything')))).toEqual(stripped(camera))
  },
)

test.each(['tRNS', 'iCCP', 'gAMA', 'acTL'])('a chunk %s stays: it changes how the picture looks', (type) => {
  expect(stripped(withChunk(chunk(type, 'anything'))).includes(chunk(type, 'anything'))).toBe(true)
})

test('what follows the end goes', () => {
  expect(stripped(Buffer.concat([camera, Buffer.from('and a secret')]))).toEqual(stripped(camera))
})

test('a picture cut off anywhere is damaged', () => {
  for (let length = 0; length < camera.length; length++) {
    expect(strip(camera.subarray(0, length), 'image/png')).toHaveProperty('damage.code', 'damaged')
  }
})

test('a byte that is wrong in a chunk is damage', () => {
  const bytes = Buffer.from(camera)
  const at = bytes.indexOf('IDAT') + 6
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  expect(strip(bytes, 'image/png')).toHaveProperty('damage.why', 'has a chunk that does not fit its checksum')
})
