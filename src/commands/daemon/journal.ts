import type { Ended, Item, Watcher } from '../../daemon/watch.ts'
import { EXIT, UserError } from '../../errors.ts'
import { explain } from '../../explain.ts'
import { tellBug } from '../../jobs/bug.ts'
import { countsInWords } from '../counts.ts'

/** What a line of a log is about: ids, names of ours and numbers, never anything personal. */
export type About = Readonly<Record<string, unknown>>

/** Where lines go. */
export interface Log {
  info(line: string, about: About): void
  warn(line: string, about: About): void
}

export interface Journal extends Watcher {
  readonly log: Log
}

/**
 * Says what a daemon does, and what goes wrong as any command does; what goes wrong in the same way time after time is
 * said the first time, and again only after it went well or otherwise wrong. So is what it found.
 */
export function openJournal(log: Log): Journal {
  const said = new Map<string, string>()
  const found = new Map<string, string>()

  function sayFindings(item: Item, { counts, findings = [] }: Ended): void {
    const text = findings.join('\n')
    if (text !== '' && found.get(keyOf(item)) !== text)
      for (const finding of findings) log.warn(finding, aboutItem(item))
    if (text !== '') found.set(keyOf(item), text)
    else if (counts) found.delete(keyOf(item))
  }

  return {
    log,
    ended(item, ended) {
      said.delete(keyOf(item))
      if (ended.counts)
        log.info(`${nameOf(item)}: ${countsInWords(ended.counts) || 'nothing to do'}`, aboutRun(item, ended))
      sayFindings(item, ended)
    },
    failed(item, error) {
      const text = sayError(error)
      if (said.get(keyOf(item)) !== text)
        log.warn(`${nameOf(item)}: ${text}`, { ...aboutItem(item), error: tellBug(error).code })
      said.set(keyOf(item), text)
    },
    databaseAway: (database, error) =>
      log.warn(`${sayError(error)} Work goes on by itself when it does.`, { database }),
    databaseBack: (database) => log.info(`The database at ${database} is back.`, { database }),
  }
}

const keyOf = ({ organisation, what }: Item) => `${organisation} ${what}`
const nameOf = ({ what, slot }: Item) => slot ?? what

function aboutItem({ organisation, what, slot }: Item): About {
  return slot === undefined ? { organisation, work: what } : { organisation, job: what, slot }
}

function aboutRun(item: Item, { counts, run, milliseconds }: Ended): About {
  return { ...aboutItem(item), ...(run && { run }), counts, ms: Math.round(milliseconds) }
}

/** A sentence; of a bug where it was, but not what it says, for that may hold data. */
function sayError(error: unknown): string {
  const { text, exitCode } = explain(error)
  if (error instanceof UserError || exitCode !== EXIT.failed) return text
  const { code, frames } = tellBug(error)
  return [`${code}: this is a bug in ouderportaal. Please report it, with these lines.`, ...frames].join('\n')
}
