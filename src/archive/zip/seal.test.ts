import { execFileSync } from 'node:child_process'
import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/support/folder.ts'
import { isThere } from '../../../test/support/programs.ts'
import { type ByteSource, readBytes, withFile } from './byte-source.ts'
import { sealZip } from './seal.ts'
import { findSeal, unseal } from './unseal.ts'

const passphrase = 'paard batterij nietje juist'
const { signal } = new AbortController()
const inner = Buffer.from('what nobody else may read. '.repeat(100_000))

let path: string
beforeEach(async () => {
  path = join(await temporaryFolder(), 'sealed.zip')
  const source: ByteSource = { size: inner.length, read: (into, at) => inner.copy(into, 0, at) }
  const file = await open(path, 'wx')
  sealZip(source, file.fd, { passphrase, name: 'kind.zip', at: '2026-01-12T10:15:00', signal })
  await file.close()
})

function unsealed<T>(given: string, work: (found: Awaited<ReturnType<typeof unseal>> | undefined) => T) {
  return withFile(path, async (source) => {
    const sealed = findSeal(source)
    return work(sealed && (await unseal(sealed, given, signal)))
  })
}

const contentWith = (given: string) =>
  unsealed(given, (found) => (typeof found === 'object' ? readBytes(found, 0, found.size) : found))

test('with the passphrase it comes back to the bit', async () => {
  expect((await contentWith(passphrase)) as Buffer).toEqual(inner)
})

test('any piece of it can be read by itself', async () => {
  const range = fc.tuple(fc.nat(inner.length), fc.integer({ min: 1, max: 5000 }))
  await unsealed(passphrase, (found) => {
    fc.assert(
      fc.property(range, ([from, length]) => {
        expect(readBytes(found as ByteSource, from, length)).toEqual(inner.subarray(from, from + length))
      }),
    )
  })
})

test('with another passphrase nothing comes out', async () => {
  expect(await contentWith('paard batterij nietje juiste')).toBe('wrong-passphrase')
})

test('a byte that was changed is found before anything comes out', async () => {
  for (const place of [5, 60, 100, inner.length, inner.length + 75]) {
    const bytes = await readFile(path)
    bytes[place] = (bytes[place] ?? 0) ^ 1
    const good = path
    path = `${good}-${place}`
    await writeFile(path, bytes)
    expect(await contentWith(passphrase)).not.toEqual(inner)
    path = good
  }
})

test('nothing of what is in it can be read from outside', async () => {
  const bytes = await readFile(path)
  expect(bytes.includes('nobody')).toBe(false)
})

test.skipIf(!isThere('7z'))(
  '7-Zip opens it with the passphrase, and not with another (needs 7z)',
  async () => {
    const out = join(path, '..', 'out')
    await mkdir(out)
    execFileSync('7z', ['x', `-p${passphrase}`, `-o${out}`, path], { stdio: ['ignore', 'ignore', 'pipe'] })
    expect(await readFile(join(out, 'kind.zip'))).toEqual(inner)
    const wrong = () => execFileSync('7z', ['t', '-pother', path], { stdio: ['ignore', 'ignore', 'pipe'] })
    expect(wrong).toThrow()
  },
)
