import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Files } from '../organisation/write-files.ts'
import type { Stage } from '../stage.ts'

/** A program that loads the two files into plain tables of the same names. */
export interface Loader {
  readonly name: string
  /** The Debian packages that bring it. */
  readonly packages: string
  /** A command that ends well when the program, and what it needs to reach this database, are there. */
  probe(url: string): readonly string[]
  /** The command that loads the files into this database. */
  load(files: Files, url: string): Promise<readonly string[]>
}

export function isThere(loader: Loader, { server, plain }: Stage): Promise<boolean> {
  return runProgram(loader.probe(server.urlOf(plain))).then(
    () => true,
    () => false,
  )
}

/** Throws when the command can't be started or does not end well. */
export async function runProgram([program, ...args]: readonly string[]): Promise<void> {
  await promisify(execFile)(program as string, args, { env: { ...process.env, PGCLIENTENCODING: 'UTF8' } })
}
