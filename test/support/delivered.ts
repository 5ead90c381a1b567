import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import type { Moment } from '../../src/rules/index.ts'
import type { Store } from '../../src/store/open.ts'
import { temporaryFolder } from './folder.ts'
import { deliver } from './mail-work.ts'

/** A mail as its reader gets it. */
export interface Received {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Sends what waits into a folder, and reads it there; in order of address. */
export async function deliverAndRead(store: Store, at: Moment) {
  const folder = await temporaryFolder()
  const { counts } = await deliver(store, `folder:${folder}`, { at })
  const files = await readdir(folder)
  const mails = await Promise.all(files.map(async (file) => received(await readFile(join(folder, file)))))
  return { counts, mails: mails.toSorted((one, other) => (one.to < other.to ? -1 : 1)) }
}

async function received(bytes: Buffer): Promise<Received> {
  const { to, subject = '', text = '', html } = await simpleParser(bytes)
  return { to: [to].flat()[0]?.text ?? '', subject, text, html: html || '' }
}
