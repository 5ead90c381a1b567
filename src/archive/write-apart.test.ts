import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import type { Album } from './album.ts'
import { writeArchiveApart } from './write-apart.ts'

const album: Album = {
  ...{ organisation: 'De Lange Keizer', child: { id: '1042', name: 'Noor' }, language: 'nl' },
  ...{ period: { from: '2025-09-01', until: '2026-03-13' }, photos: [], diary: [], leftOut: [] },
}
const going = () => new AbortController().signal
const workIn = async (folder?: string) => {
  const root = folder ?? (await temporaryFolder())
  return { album, media: join(root, 'media'), target: join(root, '1042.zip') }
}

test('exports one after the other are the same to the bit, though the second finds the thread of the first', async () => {
  const first = await writeArchiveApart(await workIn(), going())
  const second = await writeArchiveApart(await workIn(), going())
  expect(second.sha256).toBe(first.sha256)
})

test('after an export that failed and one that was interrupted the next one is made', async () => {
  const nowhere = await temporaryFolder()
  await rm(nowhere, { recursive: true })
  await expect(writeArchiveApart(await workIn(nowhere), going())).rejects.toThrow('there is no such folder')
  const stop = new AbortController()
  const interrupted = writeArchiveApart(await workIn(), stop.signal)
  stop.abort(new Error('interrupted'))
  await expect(interrupted).rejects.toThrow('interrupted')
  expect(await writeArchiveApart(await workIn(), going())).toMatchObject({ lost: [] })
})

test('exports at the same time have a thread each', async () => {
  const works = await Promise.all([workIn(), workIn(), workIn()])
  const reports = await Promise.all(works.map((work) => writeArchiveApart(work, going())))
  expect(new Set(reports.map(({ sha256 }) => sha256)).size).toBe(1)
  expect(new Set(reports.map(({ file }) => file)).size).toBe(3)
})
