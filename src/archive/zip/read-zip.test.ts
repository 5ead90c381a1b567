import { execFileSync } from 'node:child_process'
import { appendFile, open, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { isThere } from '../../../test/support/programs.ts'
import { withFile } from './byte-source.ts'
import { readZip } from './read-zip.ts'
import { centralHeader, DEFLATED, endOfDirectory, localHeader } from './records.ts'
import { startZip } from './write-zip.ts'

const at = '2025-06-03T10:15:42'

let path: string
let whole: Buffer
beforeEach(async () => {
  path = join(await temporaryFolder(), 'a.zip')
  const file = await open(path, 'wx')
  const zip = startZip(file.fd)
  zip.store({ name: 'a.jpg', at }, [Buffer.from('the first photo')])
  await zip.deflate({ name: 'b.txt', at }, [Buffer.from('the text')])
  zip.finish()
  await file.close()
  whole = await readFile(path)
})

const reading = { wantsSums: true, wantsText: () => false, signal: new AbortController().signal }
const read = () => withFile(path, (source) => readZip(source, reading))

/** What is not as it was written. */
async function faultOf() {
  const contents = await read()
  if (contents === undefined || typeof contents === 'string') return contents ?? 'no file'
  return contents.entries.some(({ file, twofold }) => !file || twofold) ? 'an entry' : undefined
}

test('a ZIP as it was written has no fault', async () => {
  expect(await faultOf()).toBeUndefined()
})

test('every single bit that is another is found, but for those that fill up the last byte of a packed text', async () => {
  const lastOfText = whole.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) - 1
  for (let place = 0; place < whole.length; place += 1) {
    if (place === lastOfText) continue
    for (let bit = 0; bit < 8; bit += 1) {
      const changed = Buffer.from(whole)
      changed[place] = (changed[place] ?? 0) ^ (1 << bit)
      await writeFile(path, changed)
      expect(await faultOf(), `bit ${bit} at ${place}`).toBeDefined()
    }
  }
})

test('bytes behind the end of a packed text are found, though it unpacks as it was', async () => {
  const packed = Buffer.concat([deflateRawSync(Buffer.from('the text')), Buffer.from('hidden')])
  const record = { name: 'b.txt', time: { dos: 0, unix: 0 }, method: DEFLATED, offset: 0 }
  const sizes = { crc32: crc32('the text'), bytes: 8, packed: packed.length }
  const header = localHeader({ ...record, ...sizes })
  const directory = centralHeader({ ...record, ...sizes })
  const end = endOfDirectory(1, directory.length, header.length + packed.length)
  await writeFile(path, Buffer.concat([header, packed, directory, end]))
  expect(await faultOf()).toBe('an entry')
})

test('a ZIP that was cut off anywhere is none', async () => {
  for (let length = 0; length < whole.length; length += 1) {
    await writeFile(path, whole.subarray(0, length))
    expect(await read()).toBe('not-a-zip')
  }
})

test('something behind the end, before the beginning or between entries is found', async () => {
  await appendFile(path, 'x')
  expect(await read()).toBe('bytes-behind')
  await writeFile(path, Buffer.concat([Buffer.from('x'), whole]))
  expect(await read()).toBe('structure')
})

test('entries that overlap are found', async () => {
  const start = whole.readUInt32LE(whole.length - 6)
  const forged = Buffer.from(whole)
  forged.writeUInt32LE(0, start + 46 + 'a.jpg'.length + 9 + 42)
  await writeFile(path, forged)
  expect(await read()).toBe('structure')
})

test.skipIf(!isThere('mkfifo'))('a pipe does not make us wait (needs mkfifo)', async () => {
  const pipe = `${path}.pipe`
  execFileSync('mkfifo', [pipe])
  path = pipe
  expect(await read()).toBeUndefined()
})

test('a link to a ZIP is read, a folder is not', async () => {
  await symlink(path, `${path}.link`)
  path = `${path}.link`
  expect(await faultOf()).toBeUndefined()
  path = '/'
  expect(await read()).toBeUndefined()
})

test('reading ends with the signal', async () => {
  const file = await open(`${path}.large`, 'wx')
  const zip = startZip(file.fd)
  zip.store({ name: 'a.mp4', at }, [Buffer.alloc(64 * 1024 * 1024)])
  zip.finish()
  await file.close()
  const signal = AbortSignal.abort(new Error('enough'))
  const stopped = withFile(`${path}.large`, (source) => readZip(source, { ...reading, signal }))
  await expect(stopped).rejects.toThrow('aborted')
})
