import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { UserError } from '../../errors.ts'
import { readMarkdown, wordsOf } from '../../mail/markdown.ts'

/** A newsletter as it was written. */
export interface Newsletter {
  /** Made of subject and body: the same content is the same newsletter, whatever its file is called. */
  readonly key: string
  readonly subject: string
  /** Markdown. */
  readonly body: string
}

/** Reads a newsletter. Throws a UserError with all that can't be put in a mail, each with its line. */
export async function readNewsletter(path: string, givenSubject?: string): Promise<Newsletter> {
  const body = textOf(await readBytes(path), path)
  const { title, parts, mistakes } = await readMarkdown(body)
  if (mistakes.length > 0) {
    const lines = mistakes.map(({ line, message }) => `${path}:${line}: ${message}.`)
    throw new UserError(`${lines.join('\n')}\nTake that out of the file and try again.`)
  }
  if (parts.length === 0) throw new UserError(`${path} has nothing to send: write some text in it.`)
  const subject = oneLine(givenSubject ?? (title ? wordsOf(title) : ''))
  if (subject === '') {
    throw new UserError(
      `${path} has no subject: let it begin with a line such as "# News of March", or add --subject.`,
    )
  }
  return {
    key: createHash('sha256')
      .update(JSON.stringify([subject, body]))
      .digest('hex'),
    subject,
    body,
  }
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new UserError(`Can't read the newsletter ${path} (${code}); check the path.`)
  }
}

/** Without the byte-order mark and with one kind of line ends, so that a copy by another editor is the same newsletter. */
function textOf(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n').trimEnd()
  } catch {
    throw new UserError(`${path} is not text in UTF-8: save it as UTF-8 and try again.`)
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
