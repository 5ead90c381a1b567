import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type ExitCode, UserError } from '../errors.ts'
import {
  type ImportName,
  type ImportResult,
  type ImportSource,
  type OpenedPhotos,
  openPart,
  openSource,
  readSource,
  rejectsOf,
  runImport,
} from '../jobs/import/index.ts'
import type { Policy } from '../rules/index.ts'
import { openProgress } from '../terminal/progress.ts'
import { type Context, exitOf, withStore } from './context.ts'
import { readingsOf } from './import-kinds.ts'
import { planText } from './import-plan.ts'
import type { ReadingFlags } from './import-reading.ts'
import { printImports } from './import-report.ts'
import { openTargets, type Targets } from './import-target.ts'
import { keepMemoryLean } from './lean-memory.ts'

export interface ImportFlags extends ReadingFlags {
  readonly folder?: string
  /** What is known of the photos in a folder or a ZIP. */
  readonly tags?: string
  readonly profile?: string
  readonly full?: boolean
  readonly allowMassChange?: boolean
  readonly allowAccountChange?: boolean
  readonly rejects?: string
  /** Write a plan there and change nothing. */
  readonly plan?: string
}

/** What a plan that was looked at says: another file or other changes are refused. */
export interface Planned {
  /** The file that the plan is in. */
  readonly path: string
  readonly content: string
  readonly digest: string
}

/** A kind of row, or `file`: every kind that its profile knows. */
export type Subject = ImportName | 'file'

/** Brings one file in, or tries to, and tells what came of it. */
export async function importFile(
  given: Context,
  subject: Subject,
  file: string,
  flags: ImportFlags,
  planned?: Planned,
): Promise<ExitCode> {
  keepMemoryLean()
  const context = flags.plan === undefined ? given : { ...given, dryRun: true }
  if (flags.folder !== undefined) requireFolder(flags.folder)
  const read = [file, ...(flags.tags === undefined ? [] : [flags.tags]), ...(planned ? [planned.path] : [])]
  const targets = openTargets(flags, read)
  try {
    return await importInto(context, targets, { subject, file, flags, planned })
  } finally {
    targets.rejects?.discard()
    targets.plan?.discard()
  }
}

interface Asked {
  readonly subject: Subject
  readonly file: string
  readonly flags: ImportFlags
  readonly planned: Planned | undefined
}

type Parts = readonly ReturnType<typeof openPart>[]

async function importInto(context: Context, targets: Targets, asked: Asked): Promise<ExitCode> {
  const { subject, file, flags, planned } = asked
  const readings = await readingsOf(context, subject, flags)
  const photos = subject === 'photos' ? await photosOf(context, file, flags, readings) : undefined
  const { bytes, requireWhole } = photos ? { bytes: photos.bytes } : await openSource(file, context.signal)
  const source = sourceOf(context, file, flags, bytes, photos)
  const content = createHash('sha256').update(source.bytes).digest('hex')
  if (planned && planned.content !== content) throw new UserError(`${file} ${CHANGED}`)
  const parts = readings.map(({ name, reading }) =>
    openPart(name, source, { ...reading, ...photos?.reading }, context.at),
  )
  const result = await run(context, parts, { content, requireWhole }, asked).finally(() =>
    photos?.source.close(),
  )
  printImports(context, { subject, file, flags, names: parts.map(({ name }) => name), result })
  if (result.summary.outcome === 'refused') return exitOf('refused')
  targets.rejects?.write(rejectsOf(parts, result.reports))
  if (targets.plan) {
    const { digest, reports } = result
    targets.plan.write(planText({ kind: subject, file, content, digest, flags, reports }))
    context.output.say(planLine(flags, reports))
  }
  return exitOf(result.summary.outcome)
}

/** What a real run would be refused for, the plan would be too. */
function planLine({ plan, allowMassChange }: ImportFlags, reports: ImportResult['reports']): string {
  const asks = !allowMassChange && reports.some(({ massChange }) => massChange !== null)
  const more = asks ? ' --allow-mass-change' : ''
  return `The plan is in ${plan}: "ouderportaal import apply ${plan}${more}" does it.`
}

const CHANGED = 'is not the file that the plan was made of, so nothing was done: make the plan again.'

/** All photos of a folder or a ZIP; undefined when the file is the tags themselves. */
async function photosOf(
  { at, signal }: Context,
  file: string,
  { tags, folder }: ImportFlags,
  [first]: Awaited<ReturnType<typeof readingsOf>>,
): Promise<OpenedPhotos | undefined> {
  const told = tags === undefined ? undefined : await readSource(tags, signal)
  const { openPhotos } = await import('../jobs/import/photos/open-photos.ts')
  const photos = await openPhotos(file, told, { ...first?.reading, today: at.today })
  if (!photos && tags !== undefined)
    throw new UserError(`--tags goes with a folder or a ZIP: ${file} is neither.`)
  if (photos && folder !== undefined)
    throw new UserError(`--folder goes with tags: ${file} has the photos itself.`)
  return photos
}

function sourceOf(
  context: Context,
  file: string,
  flags: ImportFlags,
  bytes: Uint8Array,
  photos: OpenedPhotos | undefined,
): ImportSource {
  return {
    bytes,
    folder: flags.folder ?? dirname(file),
    media: context.dryRun ? null : context.config.media,
    ...(photos && { photos }),
    signal: context.signal,
    allowAccountChange: flags.allowAccountChange ?? false,
  }
}

async function run(
  context: Context,
  parts: Parts,
  {
    content,
    requireWhole,
  }: { readonly content: string; readonly requireWhole?: (() => Promise<void>) | undefined },
  { flags, planned, subject }: Asked,
): Promise<ImportResult> {
  const { at, dryRun, elapsed, output } = context
  const { encoding, delimiter, full, profile } = flags
  const progress = openProgress(`import ${subject}`, output.interactive)
  const options = {
    full: full ?? false,
    allowMassChange: flags.allowMassChange ?? false,
    withDifferences: dryRun,
    // The file by its content: its name may be that of a child.
    described: { file: content, encoding, delimiter, full, profile },
    progress: progress.show,
    ...(requireWhole && { requireWhole }),
    ...(planned && { planned: planned.digest }),
    ...(await policyInForce(context)),
  }
  return withStore(context, (store) => runImport(store, parts, options, { at, dryRun, elapsed })).finally(
    progress.end,
  )
}

/** An import goes on without a policy; then nobody knows what follows from it, and that is said. */
async function policyInForce(context: Context): Promise<{ readonly policy?: Policy }> {
  const { loadPolicyOf } = await import('./policy.ts')
  try {
    return { policy: await loadPolicyOf(context) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    context.output.warn(`What follows from the import can't be told without a policy. ${error.message}`)
    return {}
  }
}

/** One sentence for a mistyped folder, not one for each photo that isn't in it. */
function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  throw new UserError(`--folder ${folder} is no folder: give the folder that the photo files are in.`)
}
