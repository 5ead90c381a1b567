import { constants, openSync, type Stats } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Socket } from 'node:net'
import { addAbortSignal, type Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { EXIT, UserError } from '../../errors.ts'

const STDIN = '-'

interface Source {
  readonly bytes: Uint8Array
  /** Throws a UserError when somebody has written on since it was read. */
  requireWhole(): Promise<void>
}

/**
 * The bytes of the file, or of standard input for `-`. Throws a UserError when it can't be read, or is not complete. The
 * signal ends the wait for whoever writes into a pipe.
 */
export async function readSource(file: string, signal?: AbortSignal): Promise<Uint8Array> {
  return (await openSource(file, signal)).bytes
}

/** As `readSource`, for who takes long: a slow writer is seen only later. */
export async function openSource(file: string, signal?: AbortSignal): Promise<Source> {
  if (file === STDIN) return readStream(process.stdin, signal)
  try {
    if ((await stat(file)).isFIFO()) return await readStream(openPipe(file), signal)
    return await readWhole(file)
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`${file} can't be imported: ${reasonOf(error as NodeJS.ErrnoException)}.`)
  }
}

async function readStream(stream: Readable, signal?: AbortSignal): Promise<Source> {
  const bytes = await buffer(signal ? addAbortSignal(signal, stream) : stream)
  return { bytes, requireWhole: async () => {} }
}

/** Opened as a file is, it would hold the process until somebody writes, whoever wants it to end. */
function openPipe(file: string): Readable {
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  return new Socket({ fd, writable: false })
}

/** Half a file is worse than none: one that grows or is replaced while it is read is refused. */
async function readWhole(file: string): Promise<Source> {
  const handle = await open(file)
  try {
    const before = await handle.stat()
    const bytes = await handle.readFile()
    const after = await handle.stat()
    const isWhole = !before.isFile() || (bytes.length === before.size && after.mtimeMs === before.mtimeMs)
    if (!isWhole) throw stillWritten(file)
    return { bytes, requireWhole: () => requireSame(file, after) }
  } finally {
    await handle.close()
  }
}

/** Another file in its place, or none, is no matter: what was read was whole. */
async function requireSame(file: string, read: Stats): Promise<void> {
  const now = await stat(file).catch(() => undefined)
  if (!now || !read.isFile() || now.ino !== read.ino || now.dev !== read.dev) return
  if (now.size !== read.size || now.mtimeMs !== read.mtimeMs) throw stillWritten(file)
}

function stillWritten(file: string): UserError {
  return new UserError(`${file} is still being written: import it when it is complete.`, EXIT.tryAgain)
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file; check the path'
  if (code === 'EISDIR') return 'it is a folder; name the CSV file in it'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read; check who may read it'
  return `${message}; check the path`
}
