import { readFileSync } from 'node:fs'
import { UserError } from '../../errors.ts'
import { prompt } from '../../terminal/prompt.ts'
import type { Context } from '../context.ts'

/**
 * The format of the ZIP hashes a passphrase only a thousand times: whoever finds the stick can try millions of them in a
 * second. Sixteen characters, not all the same few, are out of reach.
 */
const SHORTEST = 16
const LEAST_DIFFERENT = 8

/** A passphrase for something new: long enough, and asked twice. */
export async function newPassphrase(context: Context, file: string | undefined): Promise<string> {
  if (file !== undefined) return requireStrong(readPassphrase(file))
  requireTerminal(context)
  const first = requireStrong(await ask(`Passphrase, at least ${SHORTEST} characters:`))
  if ((await ask('The same passphrase again:')) === first) return first
  throw new UserError('The two passphrases are not the same: nothing was done, try again.')
}

/** The passphrase of something that is there. */
export async function knownPassphrase(
  context: Context,
  file: string | undefined,
  of: string,
): Promise<string> {
  if (file !== undefined) return readPassphrase(file)
  requireTerminal(context)
  return ask(`Passphrase of ${of}:`)
}

function ask(message: string): Promise<string> {
  return prompt<string>({ type: 'password', message })
}

/** On a command line everybody on the machine could read it. */
function requireTerminal({ output }: Context): void {
  if (output.interactive) return
  throw new UserError(
    'There is nobody to ask for a passphrase: give it in --passphrase-file FILE, or as the number of an open descriptor.',
  )
}

/** The first line of a file, or of a descriptor that is open already, such as 3. */
function readPassphrase(file: string): string {
  try {
    const text = readFileSync(/^\d{1,3}$/.test(file) ? Number(file) : file, 'utf8')
    return text.split(/\r?\n/)[0] ?? ''
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UserError(`--passphrase-file ${file} can't be read (${code}): check its name and permissions.`)
  }
}

function requireStrong(passphrase: string): string {
  if (!/^[\x20-\x7e]*$/.test(passphrase))
    throw new UserError(
      'The passphrase has characters that other programs write in another way: use letters without accents, digits, spaces and common signs.',
    )
  if (passphrase.length >= SHORTEST && new Set(passphrase).size >= LEAST_DIFFERENT) return passphrase
  throw new UserError(
    `The passphrase is too weak: take at least ${SHORTEST} characters, ${LEAST_DIFFERENT} of them different, for instance four words.`,
  )
}
