import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXIT, UserError } from '../../errors.ts'

/** Writes over what was there: whoever looks at a mail again wants the new one. */
export async function writePreview(path: string, content: string): Promise<string> {
  try {
    await writeFile(path, content, { mode: 0o600 })
    return path
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UserError(`The file ${path} can't be written (${code}): name another with --out.`, EXIT.failed)
  }
}

export async function writeTemporary(name: string, content: string): Promise<string> {
  return writePreview(join(await mkdtemp(join(tmpdir(), 'ouderportaal-mail-')), name), content)
}
