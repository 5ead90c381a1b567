import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../errors.ts'
import type { Ask, CareType, TimeSpan } from '../rules/index.ts'
import type { Language } from '../words/index.ts'
import { type Context, withStore } from './context.ts'
import { deliverOwnMail } from './delivery.ts'
import { loadPolicyOf } from './policy.ts'

/** The flags that every kind of ask has. */
export interface AskFlags {
  readonly because: string
  readonly time?: string
  readonly careType?: string
  readonly guardian?: string
  readonly language?: string
  readonly group?: string
}

export function askOptions(command: Command, { time = true } = {}): Command {
  command.requiredOption('--because <reason>', 'why this does not come through the portal (LK-1); it is kept')
  command.option('--guardian <place>', 'for whom it is entered: 1 or 2, as in the planning package')
  command.option('--language <language>', 'of the verdict: nl or en (default: the settings)')
  if (time) command.option('--time <hours>', 'only these hours, 07:30-13:00')
  return command.option('--care-type <type>', 'which care is meant: KDV, peuter, VSO, NSO, BSO, TSO')
}

/** As `askOptions`, for the kinds of ask that take a day. */
export function takingOptions(command: Command): Command {
  const group = 'come in this group, NAME or LOCATION/NAME (default: that of the contract)'
  return askOptions(command).option('--group <group>', group)
}

/** The parts of an ask that come from shared flags, absent where the flag is. */
export async function sharedParts(flags: AskFlags): Promise<{ time?: TimeSpan; careType?: CareType }> {
  const { careTypeOf, timeOf } = await import('./values.ts')
  return {
    ...(flags.time !== undefined && { time: timeOf(flags.time, '--time') }),
    ...(flags.careType !== undefined && { careType: careTypeOf(flags.careType, '--care-type') }),
  }
}

/** Lets the rules decide, keeps the request, and shows the verdict. */
export async function submit(context: Context, ask: Ask, flags: AskFlags): Promise<ExitCode> {
  const { because, guardian, group } = flags
  const { choiceOf } = await import('./values.ts')
  const policy = await loadPolicyOf(context)
  const { recordRequest } = await import('../jobs/requests/run-request.ts')
  const options = {
    ask,
    by: 'staff' as const,
    because,
    ...(guardian !== undefined && { guardian: Number(choiceOf(guardian, '--guardian', ['1', '2'])) }),
    ...(group !== undefined && { group }),
  }
  const { report, run, mails } = await withStore(context, async (store) => {
    const done = await recordRequest(store, policy, options, { ...context, policy: policy.ref })
    return { ...done, mails: await deliverOwnMail(store, context, done.queued) }
  })
  if (context.json) context.output.json({ dryRun: context.dryRun, run, ...report, mails })
  else {
    const { verdictLines } = await import('./verdict.ts')
    for (const line of verdictLines(report, await languageOf(context, flags), context.dryRun))
      context.output.say(line)
  }
  return report.verdict.outcome === 'refused' ? EXIT.failed : EXIT.done
}

export async function languageOf(context: Context, flags: { readonly language?: string }): Promise<Language> {
  if (flags.language === undefined) return context.config.language
  const { choiceOf } = await import('./values.ts')
  return choiceOf(flags.language, '--language', ['nl', 'en'] as const)
}
