import { UserError } from '../errors.ts'
import {
  type ImportName,
  kindsInOrder,
  loadProfile,
  mappingOf,
  type ReadingOptions,
} from '../jobs/import/index.ts'
import type { Context } from './context.ts'
import type { ImportFlags, Subject } from './import-file.ts'
import { readingOf } from './import-reading.ts'

/** A kind of row that a file is read for, and how. */
interface KindReading {
  readonly name: ImportName
  readonly reading: ReadingOptions
}

/** What a profile says of the file, unless a flag says otherwise; the kinds in the order in which they go in. */
export async function readingsOf(
  { config, at }: Context,
  subject: Subject,
  flags: ImportFlags,
): Promise<readonly KindReading[]> {
  if (flags.profile === undefined) {
    if (subject === 'file') throw new UserError(NO_PROFILE)
    return [{ name: subject, reading: readingOf(flags) }]
  }
  const profile = await loadProfile(config.profiles, flags.profile, at.today)
  const { kinds, name: _, note: __, ...reading } = profile
  const names = subject === 'file' ? kindsInOrder(profile) : [subject]
  return names.map((name) => ({
    name,
    reading: { ...reading, ...readingOf(flags), mapping: mappingOf(profile, name) },
  }))
}

const NO_PROFILE =
  'import file brings in all kinds of row that a profile knows: name one with --profile, or one kind, as "import children FILE".'
