import type { Columns } from '../../../csv/column.ts'
import { matchHeader } from '../../../csv/header-match.ts'
import { ALIASES } from '../../../csv/header-names/aliases.ts'
import { columnNamedBy } from '../../../csv/header-names/column-named.ts'
import { aliasKey } from '../../../csv/header-names/header-key.ts'
import { KINDS } from '../../../csv/kinds/index.ts'
import { NO_MAPPING } from '../../../csv/profile/mapping.ts'
import { nearestName } from '../../../policy/nearest-name.ts'
import type { IsoDate } from '../../../rules/index.ts'
import { likenessOf } from './likeness.ts'
import type { FoundBy, KindName, ProposedColumn } from './proposal.ts'
import type { Sample, SampleColumn } from './sample.ts'

type Found = Map<string, { readonly header: string; readonly foundBy: FoundBy }>

/** For each column of a kind the column of the file: by name, else the nearest by spelling, else by its cells. */
export function proposeColumns(kind: KindName, sample: Sample, today: IsoDate): readonly ProposedColumn[] {
  const columns: Columns = KINDS[kind].columns
  const found = byName(columns, sample)
  const search = { columns, today, found }
  for (const column of strangers(sample, found)) addBySpelling(column, search)
  for (const column of strangers(sample, found)) addByValues(column, search)
  return Object.entries(columns).map(([name, { inHeader }]) => ({
    name,
    required: inHeader,
    header: found.get(name)?.header ?? null,
    foundBy: found.get(name)?.foundBy ?? null,
  }))
}

/** Of two other words for one column the first is no more than a guess. */
function byName(columns: Columns, sample: Sample): Found {
  const readable = sample.columns.filter(({ isBsn }) => !isBsn).map(({ header }) => header)
  const names = Object.keys(columns)
  const { positions, clashes } = matchHeader(readable, names, NO_MAPPING)
  const nameOf = columnNamedBy(names)
  return new Map(
    [...positions].flatMap(([name, at]) => {
      const header = readable[at] ?? ''
      const foundBy = clashes.has(name) ? 'several' : nameOf(header)?.by
      return foundBy ? [[name, { header, foundBy }] as const] : []
    }),
  )
}

/** An export of contracts has dates of birth in it, and one of children the dates of contracts: these are no guesses. */
const nameInPlanning = columnNamedBy(
  [KINDS.children, KINDS.contracts].flatMap((kind) => Object.keys(kind.columns)),
)

/** Columns of the file that are nothing yet. */
function strangers(sample: Sample, found: Found): readonly SampleColumn[] {
  const taken = new Set(Array.from(found.values(), ({ header }) => header))
  return sample.columns.filter(
    ({ header, isBsn }) => !isBsn && !taken.has(header) && nameInPlanning(header) === undefined,
  )
}

interface Search {
  readonly columns: Columns
  readonly today: IsoDate
  readonly found: Found
}

/** Of a column with hundreds of names these are enough. */
const NAMES_COMPARED = 20

function addBySpelling({ header, values }: SampleColumn, { columns, today, found }: Search): void {
  const open = Object.entries(columns).filter(
    ([name, column]) => !found.has(name) && likenessOf(name, column, values, today) !== 'unlike',
  )
  const names = new Map(
    open.flatMap(([name]) =>
      [name, ...(ALIASES[name] ?? []).slice(0, NAMES_COMPARED)].map((alias) => [aliasKey(alias), name]),
    ),
  )
  const name = names.get(nearestName(aliasKey(header), [...names.keys()]) ?? '')
  if (name !== undefined) found.set(name, { header, foundBy: 'spelling' })
}

function addByValues({ header, values }: SampleColumn, { columns, today, found }: Search): void {
  const alike = Object.entries(columns).find(
    ([name, column]) => !found.has(name) && likenessOf(name, column, values, today) === 'like',
  )
  if (alike) found.set(alike[0], { header, foundBy: 'values' })
}
