import { createCipheriv } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fingerprint, type StoredFile } from '../../src/media/fingerprint.ts'

const AVERAGE = 600_000
const SPREAD = 250_000

/** So many photos of 600 kB, in a file store; the same bytes in every run, and such as nothing can pack. */
export async function writePhotos(media: string, count: number): Promise<readonly StoredFile[]> {
  const noise = createCipheriv('aes-256-ctr', Buffer.alloc(32, 'photos'), Buffer.alloc(16))
  const files: StoredFile[] = []
  for (let photo = 0; photo < count; photo += 1) {
    const bytes = noise.update(Buffer.alloc(AVERAGE + (((photo * 7919) % 1000) / 500 - 1) * SPREAD))
    const file = await fingerprint([bytes])
    const path = join(media, file.sha256.slice(0, 2), file.sha256.slice(2))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
    files.push(file)
  }
  return files
}
