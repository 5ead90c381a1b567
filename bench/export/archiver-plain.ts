import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipArchive } from 'archiver'

/* The peer: archiver as its manual shows it, storing a folder. Arguments: folder, ZIP. */

const [folder = '', target = ''] = process.argv.slice(2)
const began = performance.now()
const archive = new ZipArchive({ store: true })
archive.directory(folder, false)
const piped = pipeline(archive, createWriteStream(target))
await archive.finalize()
await piped
process.stdout.write(String((performance.now() - began) / 1000))
