import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { EXIT, UserError } from '../../errors.ts'
import { databaseFault } from '../../store/fault.ts'
import type { Store } from '../../store/open.ts'
import { tellBug } from '../bug.ts'
import {
  type ImportReport,
  kindsInOrder,
  loadProfile,
  mappingOf,
  openPart,
  readSource,
  rejectsOf,
  runImport,
} from '../import/index.ts'
import type { RunOptions } from '../run.ts'
import type { InboxFile } from './list-files.ts'

/** `faulty`: the program failed, and the file may be right. */
export type FileOutcome = 'done' | 'partial' | 'refused' | 'faulty'

/** What is wrong with a file as a whole, in words and by its code. */
export interface FileFault {
  readonly code: 'unknown-kind' | 'unreadable' | 'program-fault'
  readonly text: string
}

/** What became of a file. */
export interface FileResult {
  readonly file: InboxFile
  /** The kind of its rows, or the profile. */
  readonly what: string
  /** SHA-256 of what is in it, of nothing when it can't be read; a name may be that of a child, and goes nowhere. */
  readonly content: string
  readonly outcome: FileOutcome
  /** One for each kind of row. */
  readonly reports: readonly ImportReport[]
  /** The rejected rows, to be mended and imported again; empty when there are none. */
  readonly rejects: string
  /** Why it could not be imported at all. */
  readonly fault?: FileFault
  /** The run of the import. */
  readonly run?: string
}

/** Imports a file with the same guards as by hand. Undefined when it is being written, or gone. */
export async function importOne(
  store: Store,
  file: InboxFile,
  profiles: string,
  run: RunOptions,
): Promise<FileResult | undefined> {
  let content = hashOf('')
  try {
    const bytes = await readSettled(file.path)
    if (!bytes) return undefined
    content = hashOf(bytes)
    const imported = await importBytes(store, file, bytes, profiles, content, run)
    return { file, what: whatOf(file), content, ...imported }
  } catch (error) {
    if (isOfAll(error)) throw error
    return { file, what: whatOf(file), content, ...failureOf(error), reports: [], rejects: '' }
  }
}

function hashOf(bytes: Uint8Array | ''): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Not of this file: the database is away or busy, or the run was interrupted. All files stay for another time. */
function isOfAll(error: unknown): boolean {
  if (!(error instanceof UserError)) return databaseFault(error) !== undefined
  return error.exitCode === EXIT.tryAgain || error.exitCode === EXIT.interrupted
}

/** One file on which the program fails does not keep all others out. */
function failureOf(error: unknown): Pick<FileResult, 'outcome' | 'fault'> {
  if (error instanceof UserError)
    return { outcome: 'refused', fault: { code: 'unreadable', text: error.message } }
  const { code, frames } = tellBug(error)
  const text = [FAULTY, code, ...frames].join('\n')
  return { outcome: 'faulty', fault: { code: 'program-fault', text } }
}

const FAULTY =
  'This is a bug in ouderportaal and no mistake in the file, of which nothing went in. Please report it, with the lines below; they hold nothing of the file. Dropped in the inbox again it is tried again, for instance without its unusual rows.'

function whatOf({ kind }: InboxFile): string {
  if (!kind) return 'unknown'
  return 'kind' in kind ? kind.kind : kind.profile
}

/** Another process may have put it away a moment ago, when the connection that kept it out was lost. */
async function readSettled(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readSource(path)
  } catch (error) {
    if (error instanceof UserError && error.exitCode === EXIT.tryAgain) return undefined
    if (!existsSync(path)) return undefined
    throw error
  }
}

async function importBytes(
  store: Store,
  { kind }: InboxFile,
  bytes: Uint8Array,
  profiles: string,
  content: string,
  run: RunOptions,
): Promise<Omit<FileResult, 'file' | 'what' | 'content'>> {
  if (!kind) return NO_KIND
  const readings = await readingsOf(kind, profiles, run)
  const source = { bytes, folder: '.', media: null }
  const parts = readings.map(({ name, reading }) => openPart(name, source, reading, run.at))
  const {
    reports,
    summary,
    run: id,
  } = await runImport(
    store,
    parts,
    {
      full: false,
      allowMassChange: false,
      withDifferences: false,
      described: { file: content, ...('profile' in kind && { profile: kind.profile }), inbox: true },
      progress: () => {},
    },
    run,
  )
  const isRefused = summary.outcome === 'refused'
  return {
    outcome: summary.outcome,
    reports,
    rejects: isRefused || !reports.some(({ rejected }) => rejected > 0) ? '' : rejectsOf(parts, reports),
    ...(id !== undefined && { run: id }),
  }
}

const NO_KIND_TEXT =
  'Its name tells no kind of rows: let it begin with children, contracts, locations, groups, closures or school-holidays (kinderen, contracten, locaties, groepen, sluitingsdagen, schoolvakanties), or with the name of an import profile.'

const NO_KIND = {
  outcome: 'refused',
  fault: { code: 'unknown-kind', text: NO_KIND_TEXT },
  reports: [],
  rejects: '',
} as const

async function readingsOf(kind: NonNullable<InboxFile['kind']>, profiles: string, { at }: RunOptions) {
  if ('kind' in kind) return [{ name: kind.kind, reading: {} }]
  const profile = await loadProfile(profiles, kind.profile, at.today)
  const { kinds: _, name: __, note: ___, ...reading } = profile
  return kindsInOrder(profile).map((name) => ({
    name,
    reading: { ...reading, mapping: mappingOf(profile, name) },
  }))
}
