import {
  isGuess,
  type Proposal,
  type ProposedColumn,
  type ProposedKind,
} from '../jobs/import/profiles/proposal.ts'
import { printable } from '../terminal/printable.ts'
import { table } from '../terminal/table.ts'

const WIDEST_CELL = 16

const FOUND_BY: Readonly<Record<NonNullable<ProposedColumn['foundBy']>, string>> = {
  name: 'its name',
  alias: 'another name',
  answer: 'your answer',
  several: 'one of several names',
  spelling: 'its spelling: a guess',
  values: 'its cells: a guess',
}

/** What is taken for what, with the first rows of it. */
export function proposalLines({ kinds, sample }: Proposal): readonly string[] {
  const cellsOf = new Map(sample.columns.map(({ header, shown }) => [header, shown]))
  const rowOf = ({ name, header, foundBy }: ProposedColumn) => [
    name,
    header ?? '-',
    foundBy ? FOUND_BY[foundBy] : 'not found',
    ...(cellsOf.get(header ?? '') ?? []).map(shorten),
  ]
  const tables = kinds.flatMap(({ kind, columns }) => {
    const shown = columns.filter(({ required, header }) => required || header !== null)
    return [
      `${kind}:`,
      table(['column', 'header', 'found by', '1', '2', '3', '4', '5'], shown.map(rowOf)),
      '',
    ]
  })
  return [`The header is line ${sample.headerLine}.`, '', ...tables, ...leftOutLines({ kinds, sample })]
}

function leftOutLines({ kinds, sample }: Proposal): readonly string[] {
  const used = new Set(kinds.flatMap(({ columns }) => columns.map(({ header }) => header)))
  const unused = sample.columns.filter(({ header, isBsn }) => !isBsn && !used.has(header))
  const bsns = sample.columns.filter(({ isBsn }) => isBsn)
  return [
    ...(unused.length > 0 ? [`Not used: ${headersOf(unused)}.`] : []),
    ...(bsns.length > 0 ? [`BSN, never read: ${headersOf(bsns)}.`] : []),
  ]
}

function headersOf(columns: readonly { readonly header: string }[]): string {
  return columns.map(({ header }) => header).join(', ')
}

/** What somebody has to look at before the profile is used. */
export function doubtLines(kinds: readonly ProposedKind[]): readonly string[] {
  return kinds.flatMap(({ kind, columns, values }) => {
    const guesses = columns.filter(isGuess)
    const missing = columns.filter(({ required, header }) => required && header === null)
    const unknown = values.flatMap(({ column, values: cells }) =>
      cells.filter(({ meaning }) => meaning === null).map(({ cell }) => `"${cell}" (${column})`),
    )
    return [
      ...(guesses.length > 0
        ? [
            `${kind}: guessed, check: ${guesses.map(({ name, header }) => `${name} from "${header}"`).join(', ')}.`,
          ]
        : []),
      ...(missing.length > 0 ? [`${kind}: not found: ${missing.map(({ name }) => name).join(', ')}.`] : []),
      ...(unknown.length > 0 ? [`${kind}: without a meaning: ${unknown.join(', ')}.`] : []),
    ]
  })
}

/** The proposal without a cell of a row, but for those that need a meaning. */
export function proposalDocument({ kinds, sample }: Proposal) {
  return {
    headerLine: sample.headerLine,
    kinds,
    bsnColumns: sample.columns.filter(({ isBsn }) => isBsn).map(({ header }) => header),
  }
}

function shorten(cell: string): string {
  const line = printable(cell.replace(/\s+/g, ' '))
  return line.length > WIDEST_CELL ? `${line.slice(0, WIDEST_CELL - 1)}…` : line
}
