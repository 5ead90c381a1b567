import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { UserError } from '../../errors.ts'
import { readMaildir } from './maildir.ts'
import { readMbox } from './mbox.ts'
import type { RawMessage } from './raw-message.ts'

const STDIN = '-'

/** The messages of an mbox file, a Maildir, or standard input for `-`. Throws a UserError when it is none or can't be read. */
export async function* readMailbox(path: string): AsyncGenerator<RawMessage> {
  try {
    if (path === STDIN) yield* readMbox(process.stdin, 'Standard input')
    else if ((await stat(path)).isDirectory()) yield* readMaildir(path)
    else yield* readMbox(createReadStream(path), path)
  } catch (error) {
    const reason = reasonOf(error as NodeJS.ErrnoException)
    throw reason ? new UserError(`${path} can't be read as a mailbox: ${reason}.`) : error
  }
}

function reasonOf({ code, syscall }: NodeJS.ErrnoException): string | undefined {
  if (code === 'ENOENT' && syscall === 'scandir')
    return 'this folder lacks "new" or "cur", so it is no Maildir'
  if (code === 'ENOENT') return 'there is no such file or folder; check the path'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read; check who may read it'
  return undefined
}
