import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { runOwnCli } from '../../test/support/cli.ts'
import { AT } from './organisation/child.ts'
import type { Files } from './organisation/write-files.ts'

const HOUR = 3_600_000
const recorder = resolve(import.meta.dirname, 'record-peak.mjs')

/** What an import does with every row of a file that has nothing wrong. */
type Outcome = 'created' | 'unchanged'

/** What a command took. */
export interface Cost {
  readonly seconds: number
  readonly peakMb: number
}

/** Brings an empty database to where the import of children and contracts begins. */
export async function importPlaces(files: Files, url: string): Promise<void> {
  await runOurs(['db', 'migrate'], files, url)
  await runOurs(['import', 'locations', files.locations], files, url)
  await runOurs(['import', 'groups', files.groups], files, url)
}

/** The children and then the contracts, each by a command as a user types it. Throws when a row has another outcome. */
export async function importBoth(files: Files, url: string, outcome: Outcome): Promise<Cost> {
  const children = await importOne('children', files, url, outcome)
  const contracts = await importOne('contracts', files, url, outcome)
  return {
    seconds: children.seconds + contracts.seconds,
    peakMb: Math.max(children.peakMb, contracts.peakMb),
  }
}

async function importOne(
  kind: keyof Files['size'],
  files: Files,
  url: string,
  outcome: Outcome,
): Promise<Cost> {
  const { stdout, ...cost } = await runOurs(['import', kind, files[kind], '--json', '--at', AT], files, url)
  const counted = JSON.parse(stdout)[outcome]
  if (counted !== files.size[kind]) {
    throw new Error(`of ${files.size[kind]} ${kind}, ${counted} were ${outcome}: ${stdout.slice(0, 2000)}`)
  }
  return cost
}

/** In a process of its own, whose memory is that of one command. */
async function runOurs(args: readonly string[], files: Files, url: string) {
  const cwd = dirname(files.children)
  const peak = join(cwd, 'peak')
  const env = { NODE_OPTIONS: `--import ${recorder}`, PEAK_MEMORY: peak }
  const began = performance.now()
  const { code, stdout, stderr } = await runOwnCli([...args, '--database', url], { cwd, env, limitMs: HOUR })
  const seconds = (performance.now() - began) / 1000
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}${stdout.slice(0, 2000)}`)
  return { stdout, seconds, peakMb: Number(await readFile(peak, 'utf8')) / 1024 }
}
