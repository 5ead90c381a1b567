import type { IsoDate } from '../rules/time.ts'
import { requiredOf } from './header.ts'
import { matchHeader } from './header-match.ts'
import type { Kind } from './kind.ts'
import { type Layout, textReader } from './layout.ts'
import type { Beside, Mapping } from './profile/mapping.ts'
import { parseDate } from './readers/date.ts'
import { isBlank } from './rows.ts'

type Cells = readonly string[]
type Positions = ReadonlyMap<string, number>

/**
 * Which rows of a file of several kinds are rows of this one. What a kind shares with another, such as the number of
 * a child, tells nothing of it; a row that is of no kind is one of the first, so that somebody hears of it.
 */
export function rowTest(
  { positions, header, shared }: Pick<Layout, 'positions' | 'header' | 'shared'>,
  kind: Kind<unknown>,
  { beside = [], isFirst = false }: Pick<Mapping, 'beside' | 'isFirst'>,
): (cells: Cells) => boolean {
  if (!shared) return () => true
  const own = kindTest(
    kind,
    positions,
    beside.map((other) => other.kind),
  )
  if (!isFirst) return own
  const others = beside.map((other) =>
    kindTest(other.kind, positionsOf(header, other), [
      kind,
      ...beside.filter((one) => one !== other).map((one) => one.kind),
    ]),
  )
  return (cells) => own(cells) || !others.some((isOther) => isOther(cells))
}

function positionsOf(header: Cells, { kind, mapping }: Beside): Positions {
  return matchHeader(header, Object.keys(kind.columns), mapping).positions
}

/** Its key is filled in, and something that no other kind has; or more than half of that, when the key was forgotten. */
function kindTest(
  kind: Kind<unknown>,
  positions: Positions,
  others: readonly Kind<unknown>[],
): (cells: Cells) => boolean {
  const isShared = (name: string) => others.some(({ columns }) => name in columns)
  const at = (names: readonly string[]) => names.flatMap((name) => positions.get(name) ?? [])
  const key = at(kind.key)
  const own = at(requiredOf(kind.columns).filter((name) => !kind.key.includes(name) && !isShared(name)))
  const isEnough = own.length === 0 || kind.key.some((name) => !isShared(name))
  return (cells) => {
    const isTold = (position: number) => !isBlank(cells[position] ?? '')
    const told = own.filter(isTold).length
    return key.some(isTold) ? isEnough || told > 0 : told * 2 > own.length
  }
}

/** Rows with one key that differ in these columns only say when each of them holds. */
export interface Placing {
  readonly columns: ReadonlySet<string>
  /** The lowest counts. */
  rank(cells: Cells): string
}

/** Where a row of a child is also one of its contracts, the place of the child is that of the contract in force, else of the next. */
export function placingOf(
  { positions, header }: Layout,
  beside: Mapping['beside'],
  today: IsoDate,
): Placing | undefined {
  const contracts = beside?.find(({ name }) => name === 'contracts')
  if (!contracts) return undefined
  const theirs = positionsOf(header, contracts)
  const columns = ['locatie', 'groep'].filter(
    (name) => positions.has(name) && positions.get(name) === theirs.get(name),
  )
  if (columns.length === 0) return undefined
  const { values: meanings, constants } = contracts.mapping
  const dayIn = (name: string) => {
    const text = textReader({ positions: theirs, meanings, constants }, name)
    return (cells: Cells) => parseDate(text(cells).trim())
  }
  const [start, end] = [dayIn('startdatum'), dayIn('einddatum')]
  return { columns: new Set(columns), rank: (cells) => rankOf(start(cells), end(cells), today) }
}

function rankOf(start: IsoDate | undefined, end: IsoDate | undefined, today: IsoDate): string {
  if (start === undefined) return '3'
  if (start > today) return `1 ${start}`
  if (end === undefined || end >= today) return `0 ${start}`
  // The last to end comes first.
  return `2 ${99_999_999 - Number(end.replaceAll('-', ''))}`
}
