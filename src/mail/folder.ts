import { access, constants, mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ComposedMail, Delivery, Transport } from './mail.ts'

/** "Sends" by writing `<local part of the Message-ID>.eml`; a mail that is there already is left as it is. */
export function openFolder(path: string): Transport {
  return {
    folder: path,
    send: (mail) => deliver(path, mail),
    verify: () => verify(path),
    close: async () => {},
  }
}

async function deliver(path: string, mail: ComposedMail): Promise<Delivery> {
  const file = join(path, `${mail.messageId.slice(0, mail.messageId.indexOf('@'))}.eml`)
  try {
    if (!(await exists(file))) await writeWhole(file, mail.bytes)
    return { state: 'sent' }
  } catch (error) {
    return troubleOf(path, error)
  }
}

async function verify(path: string): Promise<Delivery | undefined> {
  try {
    await makeFolder(path)
    await access(path, constants.W_OK)
    return undefined
  } catch (error) {
    return troubleOf(path, error)
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined
}

/** After a crash there is the whole file or none: the name comes last, when the bytes are on disk. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await makeFolder(dirname(file))
  const part = `${file}.part`
  await using handle = await open(part, 'w', 0o600)
  await handle.writeFile(bytes)
  await handle.sync()
  await rename(part, file)
  await using folder = await open(dirname(file))
  await folder.sync()
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
}

function troubleOf(path: string, error: unknown): Delivery {
  const why = (error as NodeJS.ErrnoException).code ?? 'no reason known'
  return { state: 'retry', reason: `mail folder ${path} can't be written (${why})`, connection: true }
}
