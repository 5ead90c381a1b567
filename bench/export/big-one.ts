import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Album } from '../../src/archive/album.ts'

/* One large export, as it is shipped. Arguments: file with the album, media, ZIP. Tells what it took at most. */

export interface BigOne {
  readonly seconds: number
  readonly descriptors: number
  readonly lost: number
}

async function run([albumFile = '', media = '', target = '']: readonly string[]): Promise<BigOne> {
  const { writeArchiveApart }: typeof import('../../src/archive/write-apart.ts') = await import(
    resolve(import.meta.dirname, '../../dist/src/archive/write-apart.js')
  )
  const album: Album = JSON.parse(await readFile(albumFile, 'utf8'))
  let descriptors = 0
  const look = setInterval(() => {
    descriptors = Math.max(descriptors, readdirSync('/proc/self/fd').length)
  }, 20)
  const began = performance.now()
  const { lost } = await writeArchiveApart({ album, media, target }, new AbortController().signal)
  clearInterval(look)
  return { seconds: (performance.now() - began) / 1000, descriptors, lost: lost.length }
}

if (import.meta.main) process.stdout.write(JSON.stringify(await run(process.argv.slice(2))))
