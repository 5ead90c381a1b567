import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type ExitCode, UserError } from '../errors.ts'
import {
  type ImportName,
  type ImportReport,
  type ImportResult,
  type ImportSource,
  loadProfile,
  mappingOf,
  openPart,
  type ReadingOptions,
  readSource,
  rejectsOf,
  runImport,
} from '../jobs/import/index.ts'
import type { Policy } from '../rules/index.ts'
import { openProgress } from '../terminal/progress.ts'
import { type Context, exitOf, withStore } from './context.ts'
import { planText } from './import-plan.ts'
import { type ReadingFlags, readingOf } from './import-reading.ts'
import { printImport } from './import-report.ts'
import { openTarget, type Target } from './import-target.ts'

export interface ImportFlags extends ReadingFlags {
  readonly folder?: string
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

/** Brings one file in, or tries to, and tells what came of it. */
export async function importFile(
  given: Context,
  name: ImportName,
  file: string,
  flags: ImportFlags,
  planned?: Planned,
): Promise<ExitCode> {
  const context = flags.plan === undefined ? given : { ...given, dryRun: true }
  if (flags.folder !== undefined) requireFolder(flags.folder)
  const targets = openTargets(flags, [file, ...(planned ? [planned.path] : [])])
  try {
    return await importInto(context, targets, name, file, flags, planned)
  } finally {
    targets.rejects?.discard()
    targets.plan?.discard()
  }
}

interface Targets {
  readonly rejects?: Target
  readonly plan?: Target
}

function openTargets({ rejects, plan }: ImportFlags, reads: readonly string[]): Targets {
  if (rejects !== undefined && plan !== undefined && resolve(rejects) === resolve(plan)) {
    throw new UserError(`--rejects and --plan name one file, ${plan}: name two.`)
  }
  const first = rejects === undefined ? {} : { rejects: openTarget('--rejects', rejects, reads) }
  try {
    return { ...first, ...(plan !== undefined && { plan: openTarget('--plan', plan, reads) }) }
  } catch (error) {
    first.rejects?.discard()
    throw error
  }
}

async function importInto(
  context: Context,
  targets: Targets,
  name: ImportName,
  file: string,
  flags: ImportFlags,
  planned?: Planned,
): Promise<ExitCode> {
  const reading = await readingWith(context, name, flags)
  const source: ImportSource = {
    bytes: await readSource(file),
    folder: flags.folder ?? dirname(file),
    media: context.dryRun ? null : context.config.media,
    allowAccountChange: flags.allowAccountChange ?? false,
  }
  const content = createHash('sha256').update(source.bytes).digest('hex')
  if (planned && planned.content !== content) throw new UserError(`${file} ${CHANGED}`)
  const part = openPart(name, source, reading, context.at)
  const result = await run(context, part, flags, content, planned)
  const [report] = result.reports as [ImportReport]
  const { follows, run: id } = result
  const about = { kind: name, file, dryRun: context.dryRun, ...(id && { run: id }) }
  printImport(context, { ...about, ...report, ...(follows && { follows }) })
  if (report.refused) return exitOf(result.summary.outcome)
  targets.rejects?.write(rejectsOf(part, report))
  if (targets.plan) {
    targets.plan.write(planText({ kind: name, file, content, digest: result.digest, flags, report }))
    context.output.say(`The plan is in ${flags.plan}: "ouderportaal import apply ${flags.plan}" does it.`)
  }
  return exitOf(result.summary.outcome)
}

const CHANGED = 'is not the file that the plan was made of, so nothing was done: make the plan again.'

async function run(
  context: Context,
  part: ReturnType<typeof openPart>,
  flags: ImportFlags,
  content: string,
  planned?: Planned,
): Promise<ImportResult> {
  const { at, dryRun, elapsed, output } = context
  const { encoding, delimiter, full, profile } = flags
  const progress = openProgress(`import ${part.name}`, output.interactive)
  const options = {
    full: full ?? false,
    allowMassChange: flags.allowMassChange ?? false,
    withDifferences: dryRun,
    // The file by its content: its name may be that of a child.
    described: { file: content, encoding, delimiter, full, profile },
    progress: progress.show,
    ...(planned && { planned: planned.digest }),
    ...(await policyInForce(context)),
  }
  return withStore(context, (store) => runImport(store, [part], options, { at, dryRun, elapsed })).finally(
    progress.end,
  )
}

/** An import goes on without a policy; then nobody knows what follows from it. */
async function policyInForce(context: Context): Promise<{ readonly policy?: Policy }> {
  const { loadPolicyOf } = await import('./policy.ts')
  try {
    return { policy: await loadPolicyOf(context) }
  } catch (error) {
    if (error instanceof UserError) return {}
    throw error
  }
}

/** What a profile says of the file, unless a flag says otherwise. */
async function readingWith(
  { config, at }: Context,
  name: ImportName,
  flags: ImportFlags,
): Promise<ReadingOptions> {
  if (flags.profile === undefined) return readingOf(flags)
  const { kinds, name: _, note, ...reading } = await loadProfile(config.profiles, flags.profile, at.today)
  return { ...reading, ...readingOf(flags), mapping: mappingOf({ kinds, name: flags.profile, note }, name) }
}

/** One sentence for a mistyped folder, not one for each photo that isn't in it. */
function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  throw new UserError(`--folder ${folder} is no folder: give the folder that the photo files are in.`)
}
