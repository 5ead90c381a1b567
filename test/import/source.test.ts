import { execFileSync, spawn } from 'node:child_process'
import { appendFile, open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSource, readSource } from '../../src/jobs/import/source.ts'
import { temporaryFolder } from '../support/folder.ts'

test('a file is read whole', async () => {
  const file = join(await temporaryFolder(), 'x.csv')
  await writeFile(file, 'a;b\n1;2\n')
  expect(Buffer.from(await readSource(file)).toString()).toBe('a;b\n1;2\n')
})

test('a pipe is read to its end', async () => {
  const pipe = join(await temporaryFolder(), 'pipe')
  execFileSync('mkfifo', [pipe])
  const writer = spawn('sh', ['-c', `printf 'a;b\\n1;2\\n' > "${pipe}"`])
  expect(Buffer.from(await readSource(pipe)).toString()).toBe('a;b\n1;2\n')
  expect(writer.pid).toBeDefined()
})

test('who waits for a pipe that nobody writes into can stop', async () => {
  const pipe = join(await temporaryFolder(), 'pipe')
  execFileSync('mkfifo', [pipe])
  const stop = new AbortController()
  const waiting = readSource(pipe, stop.signal)
  setImmediate(() => stop.abort())
  await expect(waiting).rejects.toThrow('aborted')
})

test('a file that grows while it is read is refused, to be tried again', async () => {
  const file = join(await temporaryFolder(), 'x.csv')
  // Large enough that somebody else gets in between the beginning and the end of reading.
  const handle = await open(file, 'w')
  await handle.truncate(200 * 2 ** 20)
  await handle.close()
  let isDone = false
  const reading = readSource(file).finally(() => {
    isDone = true
  })
  const refused = expect(reading).rejects.toMatchObject({
    exitCode: 75,
    message: expect.stringContaining('still being written'),
  })
  while (!isDone) await appendFile(file, 'more')
  await refused
})

test('a file that grows after it was read is refused when asked at the end, and one that was replaced is not', async () => {
  const file = join(await temporaryFolder(), 'x.csv')
  await writeFile(file, 'a;b\n1;2\n')
  const { requireWhole } = await openSource(file)
  await requireWhole()
  await appendFile(file, '3;4\n')
  await expect(requireWhole()).rejects.toMatchObject({ exitCode: 75 })
  await writeFile(`${file}.new`, 'a;b\n')
  await rename(`${file}.new`, file)
  await requireWhole()
})

test('a folder and a file that is not there are refused in a sentence', async () => {
  const folder = await temporaryFolder()
  await expect(readSource(folder)).rejects.toThrow(/it is a folder/)
  await expect(readSource(join(folder, 'none.csv'))).rejects.toThrow(/there is no such file/)
})
