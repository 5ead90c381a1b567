import { UserError } from '../../errors.ts'
import type { Output } from '../../terminal/output.ts'
import type { Context } from '../context.ts'
import type { Log } from './journal.ts'

/** In the form that the flag names, else the settings, else what suits whoever reads it. */
export async function openLog({ fleet, output }: Context, flag: string | undefined): Promise<Log> {
  if (flag !== undefined && flag !== 'text' && flag !== 'json')
    throw new UserError(`--log ${flag} is no form of a log: write --log text or --log json.`)
  const form = flag ?? fleet.daemon.log ?? (process.stderr.isTTY ? 'text' : 'json')
  return form === 'text' ? textLog(output, fleet.organisations.length > 1) : jsonLog(output.quiet)
}

/** Lines for people, on standard error. Of several organisations each line names its own. */
function textLog(output: Pick<Output, 'note' | 'warn'>, namesOrganisations: boolean): Log {
  const named = (line: string, organisation: unknown) =>
    namesOrganisations && organisation !== undefined ? `${organisation}: ${line}` : line
  return {
    info: (line, { organisation }) => output.note(named(line, organisation)),
    warn: (line, { organisation }) => output.warn(named(line, organisation)),
  }
}

/** A JSON document a line, on standard error. */
async function jsonLog(quiet: boolean): Promise<Log> {
  const { destination, pino, stdTimeFunctions } = await import('pino')
  const options = {
    level: quiet ? 'warn' : 'info',
    base: { pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
  }
  const stream = destination({ fd: 2, sync: true })
  // Whoever reads the log may be gone, and its disk may be full: the work goes on.
  stream.on('error', () => {})
  const logger = pino(options, stream)
  return {
    info: (line, about) => logger.info(about, line),
    warn: (line, about) => logger.warn(about, line),
  }
}
