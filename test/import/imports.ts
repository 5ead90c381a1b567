import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import {
  type ImportName,
  type ImportReport,
  type ImportResult,
  kindsInOrder,
  mappingOf,
  type OpenedPhotos,
  openPart,
  type ReadingOptions,
  rejectsOf,
  runImport,
} from '../../src/jobs/import/index.ts'
import type { Profile } from '../../src/jobs/import/profiles/profile.ts'
import { type IsoDate, momentAtWall } from '../../src/rules/index.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { temporaryFolder } from '../support/folder.ts'
import { freshDatabase } from '../support/postgres.ts'

export const FIXTURES = join(import.meta.dirname, '../../fixtures/csv')

const TODAY = '2026-11-23'

const OPTIONS = {
  withDifferences: false,
  described: {},
  progress: () => {},
}

export interface ImportRun {
  readonly dryRun?: boolean
  readonly folder?: string
  /** Of a folder or a ZIP as a whole. */
  readonly photos?: OpenedPhotos
  readonly today?: IsoDate
  readonly allowAccountChange?: boolean
  readonly full?: boolean
  /** Left out: as many changes as there are. */
  readonly allowMassChange?: boolean
}

interface Reading {
  readonly kind: ImportName
  readonly reading: ReadingOptions
}

/** An organisation of its own for a test file, into which files are imported. */
export interface Imports {
  readonly store: Store
  readonly media: string
  /** Imports a text, or the bytes of a file. */
  run(kind: ImportName, content: string | Uint8Array, run?: ImportRun): Promise<ImportReport>
  /** As `run`, and gives the reject file too. */
  withRejects(kind: ImportName, content: string): Promise<{ report: ImportReport; rejects: string }>
  /** Imports every kind of row that a profile knows, in one run. */
  together(profile: Profile, content: string, run?: ImportRun): Promise<ImportResult & { rejects: string }>
  /** Imports lines under a header. */
  lines(kind: ImportName, ...lines: readonly string[]): Promise<ImportReport>
  /** The rows of a query. */
  rows(query: string): Promise<readonly Record<string, unknown>[]>
  /** Every row of every table, as text. */
  everything(): Promise<string>
  /** As `everything`, but for what the runs leave behind themselves. */
  content(): Promise<string>
  clear(): Promise<void>
  close(): Promise<void>
}

export async function openImports(): Promise<Imports> {
  const database = await freshDatabase()
  const media = await temporaryFolder()
  const store = await openStore({ database: database.url, schema: 'ouderportaal', command: 'test' })
  const rows = async (query: string) =>
    (await sql.raw<Record<string, unknown>>(query).execute(store.admin)).rows
  const runParts = async (
    readings: readonly Reading[],
    content: string | Uint8Array,
    options: ImportRun = {},
  ) => {
    const { dryRun = false, folder = '.', today = TODAY, allowAccountChange = false } = options
    const { full = false, allowMassChange = true, photos } = options
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    const at = momentAtWall(`${today} 09:00`)
    const source = {
      bytes,
      folder,
      media: dryRun ? null : media,
      allowAccountChange,
      ...(photos && { photos }),
    }
    const parts = readings.map(({ kind, reading }) =>
      openPart(kind, source, { ...reading, ...photos?.reading }, at),
    )
    const result = await runImport(
      store,
      parts,
      { ...OPTIONS, full, allowMassChange, withDifferences: dryRun },
      { at, dryRun, elapsed: () => 0 },
    )
    return { ...result, rejects: rejectsOf(parts, result.reports) }
  }
  const runPart = async (kind: ImportName, content: string | Uint8Array, options: ImportRun = {}) => {
    const { reports, rejects } = await runParts([{ kind, reading: {} }], content, options)
    return { report: reports[0] as ImportReport, rejects }
  }
  const run: Imports['run'] = async (...given) => (await runPart(...given)).report
  const tables = async () => {
    const found = await rows(
      `select tablename from pg_tables where schemaname = 'ouderportaal' and tablename not like 'kysely%' order by 1`,
    )
    return found.map((row) => String(row.tablename))
  }
  const dump = async (names: readonly string[]) => {
    const parts = names.map((name) => `select '${name}' as name, to_jsonb(t)::text as row from ${name} t`)
    const found = await rows(`${parts.join(' union all ')} order by 1, 2`)
    return found.map(({ name, row }) => `${name} ${row}`).join('\n')
  }
  return {
    store,
    media,
    run,
    together: (profile, content, options) => {
      const { name: _, note: __, kinds: ___, ...reading } = profile
      const kinds = kindsInOrder(profile)
      return runParts(
        kinds.map((kind) => ({ kind, reading: { ...reading, mapping: mappingOf(profile, kind) } })),
        content,
        options,
      )
    },
    withRejects: (kind, content) => runPart(kind, content),
    lines: (kind, ...lines) => run(kind, lines.join('\n')),
    rows,
    everything: async () => dump(await tables()),
    content: async () =>
      dump((await tables()).filter((name) => name !== 'job_runs' && name !== 'import_changes')),
    clear: async () => void (await rows(`truncate ${(await tables()).join(', ')} restart identity cascade`)),
    close: async () => {
      await store.close()
      await database.drop()
    },
  }
}

export function fixture(path: string): Promise<Uint8Array> {
  return readFile(join(FIXTURES, path))
}

/** The organisation of the fixtures: its locations and groups. */
export async function importOrganisation(imports: Imports): Promise<void> {
  await imports.run('locations', await fixture('locations.csv'))
  await imports.run('groups', await fixture('groups.csv'))
}

/** Created, updated, unchanged, duplicates, rejected. */
export function countsOf(report: ImportReport): readonly number[] {
  const { created, updated, unchanged, duplicates, rejected } = report
  return [created, updated, unchanged, duplicates, rejected]
}

/** Line, column and code of each finding. */
export function placesOf({ findings }: ImportReport): readonly string[] {
  return findings.map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`)
}
