import { KINDS } from '../../../csv/kinds/index.ts'
import { UserError } from '../../../errors.ts'
import type { IsoDate } from '../../../rules/index.ts'
import { isGuess, type KindName, type Proposal, type ProposedColumn, type ProposedKind } from './proposal.ts'
import { proposeColumns } from './propose-columns.ts'
import { proposeValues } from './propose-values.ts'
import { readSample, type Sample, type SampleOptions } from './sample.ts'

export interface ProposeOptions extends SampleOptions {
  /** What the file holds; without it the kinds that its header has the names of. */
  readonly kinds?: readonly KindName[]
}

/** The kinds that there are, for who names them. */
export const KIND_NAMES = Object.keys(KINDS) as readonly KindName[]

/** How a file could be read. Throws a UserError when it has no table, or none of anything that is imported. */
export function propose(bytes: Uint8Array, options: ProposeOptions, today: IsoDate): Proposal {
  const known = (options.kinds ?? KIND_NAMES).flatMap((kind) => Object.keys(KINDS[kind].columns))
  const sample = readSample(bytes, [...new Set(known)], options)
  const kinds = options.kinds ?? kindsIn(sample, today)
  if (kinds.length === 0)
    throw new UserError(
      `No header says what the file holds: name it with --kind, one of ${KIND_NAMES.join(', ')}.`,
    )
  return { sample, kinds: kinds.map((kind) => proposeKind(kind, sample, today)) }
}

function proposeKind(kind: KindName, sample: Sample, today: IsoDate): ProposedKind {
  return withColumns(kind, proposeColumns(kind, sample, today), sample, today)
}

/** A kind with these columns, and the values that they need. */
export function withColumns(
  kind: KindName,
  columns: readonly ProposedColumn[],
  sample: Sample,
  today: IsoDate,
): ProposedKind {
  return { kind, columns, values: proposeValues(kind, columns, sample, today) }
}

/**
 * The kind that knows most headers by their names, and each further one for which there is all it needs and that
 * knows one more.
 */
function kindsIn(sample: Sample, today: IsoDate): readonly KindName[] {
  const candidates = KIND_NAMES.map((kind) => candidateFor(kind, sample, today))
  const [first, ...others] = candidates.toSorted((one, other) => other.known.length - one.known.length)
  if (!first || first.known.length === 0) return []
  const seen = new Set(first.known)
  const further = others.filter(({ isWhole, known }) => {
    const adds = isWhole && known.some((header) => !seen.has(header))
    if (adds) for (const header of known) seen.add(header)
    return adds
  })
  return [first, ...further].map(({ kind }) => kind)
}

function candidateFor(kind: KindName, sample: Sample, today: IsoDate) {
  const columns = proposeColumns(kind, sample, today)
  const named = columns.filter((column) => !isGuess(column))
  return {
    kind,
    isWhole: columns.every(({ required, header }) => !required || header !== null),
    known: named.flatMap(({ header }) => header ?? []),
  }
}
