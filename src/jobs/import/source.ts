import { open } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { EXIT, UserError } from '../../errors.ts'

const STDIN = '-'

/** The bytes of the file, or of standard input for `-`. Throws a UserError when it can't be read, or is not complete. */
export async function readSource(file: string): Promise<Uint8Array> {
  if (file === STDIN) return buffer(process.stdin)
  try {
    return await readWhole(file)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${file} can't be imported: ${reasonOf(error as NodeJS.ErrnoException)}.`)
  }
}

/** Half a file is worse than none: one that grows or is replaced while it is read is refused. */
async function readWhole(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const before = await handle.stat()
    const bytes = await handle.readFile()
    const after = await handle.stat()
    const isWhole = !before.isFile() || (bytes.length === before.size && after.mtimeMs === before.mtimeMs)
    if (isWhole) return bytes
    throw new UserError(`${file} is still being written: import it when it is complete.`, EXIT.tryAgain)
  } finally {
    await handle.close()
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file; check the path'
  if (code === 'EISDIR') return 'it is a folder; name the CSV file in it'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read; check who may read it'
  return `${message}; check the path`
}
