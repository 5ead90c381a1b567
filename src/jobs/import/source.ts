import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { UserError } from '../../errors.ts'

const STDIN = '-'

/** The bytes of the file, or of standard input for `-`. Throws a UserError when it can't be read. */
export async function readSource(file: string): Promise<Uint8Array> {
  if (file === STDIN) return buffer(process.stdin)
  try {
    return await readFile(file)
  } catch (error) {
    throw new UserError(`${file} can't be imported: ${reasonOf(error as NodeJS.ErrnoException)}.`)
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file; check the path'
  if (code === 'EISDIR') return 'it is a folder; name the CSV file in it'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read; check who may read it'
  return `${message}; check the path`
}
