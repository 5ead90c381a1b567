import type { Fault } from '../../../csv/finding.ts'
import { type ContractRecord, contracts as sheet } from '../../../csv/kinds/contracts.ts'
import type { IsoDate } from '../../../rules/index.ts'
import { deleteContracts, saveContracts } from '../../../store/contracts.ts'
import { storeFreshContracts } from '../../../store/fresh-contracts.ts'
import type { ReadDb, WriteDb } from '../../../store/open.ts'
import { listChildren } from '../../../store/people.ts'
import {
  countLiveContracts,
  linksOfContracts,
  missingContracts,
  sameContracts,
} from '../../../store/staged-contracts.ts'
import type { StoredDays } from '../../../store/tables.ts'
import { findingAt } from '../finding.ts'
import type { Batch, Change, ImportKind, Match, Settled, Wanted } from '../kind.ts'
import { readPlaces, unknownChild, unknownGroup } from '../places.ts'
import { contractCells } from './contract-cells.ts'
import { type ContractRow, contractsToEnd, readContractRows } from './contract-row.ts'
import { whyContractsKept } from './kept-contracts.ts'
import { findOverlaps, type Overlap } from './overlap.ts'
import { daysOf } from './weekdays.ts'

export const contracts: ImportKind<ContractRecord, ContractRow> = {
  sheet,
  columnOf: { lastDay: 'einddatum' },
  match: matchContracts,
  save: saveChanges,
  stored: (read, numbers) => readContractRows(read, numbers, []),
  remove: (write, rows) =>
    deleteContracts(
      write,
      rows.map(({ number }) => number),
    ),
  whyKept: whyContractsKept,
  bulk: {
    lookedUpBy: ['contractnummer', 'kindnummer', 'opvangsoort', 'locatie', 'groep'],
    same: sameContracts,
    storeFresh: storeFreshContracts,
    links: linksOfContracts,
    missing: missingContracts,
    countLive: countLiveContracts,
    contractsToEnd: (read, numbers, today) => contractsToEnd(read, { numbers, children: [] }, today),
  },
}

async function matchContracts(
  read: ReadDb,
  { records, columns }: Batch<ContractRecord>,
): Promise<Match<ContractRecord, ContractRow>> {
  const numbers = new Set(records.map(({ record }) => record.child))
  const children = new Map((await listChildren(read, numbers)).map((row) => [row.number, row.id]))
  const places = await readPlaces(read)
  const numberOf = new Map([...children].map(([number, id]) => [id, number]))
  const stored = await readContractRows(
    read,
    records.map(({ key }) => key),
    numbers,
  )
  return {
    stored,
    propose: ({ key, record }) => {
      const { child, location, group, days, ...contract } = record
      const [childId, groupId] = [children.get(child), places.groupOf(location, group)]
      if (childId === undefined || groupId === undefined) {
        const faults = [
          ...(childId === undefined ? [unknownChild(child)] : []),
          ...(groupId === undefined ? [unknownGroup(group)] : []),
        ]
        return { faults }
      }
      const before = stored.get(key)
      const ended = columns.has('einddatum') ? null : (before?.lastDay ?? null)
      if (ended !== null && ended < contract.firstDay) return { faults: [endedBefore(ended)] }
      const row = { ...contract, childId, groupId, days: daysOf(days, before?.days, columns) }
      return { key, name: key, row }
    },
    settle: (wanted) => rejectOverlaps(wanted, [...stored.values()]),
    cells: (row) => contractCells(row, places, numberOf),
  }
}

/** The file has no column for the last day, so the stored one stays. */
function endedBefore(value: IsoDate): Fault {
  const remedy = 'correct the beginning, or add the column einddatum'
  return { code: 'end-before-start', column: 'einddatum', value, remedy }
}

function rejectOverlaps(
  wanted: readonly Wanted<ContractRow>[],
  stored: readonly ContractRow[],
): Settled<ContractRow> {
  const overlaps = findOverlaps(wanted, stored)
  const rejected = new Set(overlaps.map((overlap) => overlap.rejected))
  return {
    wanted: wanted.filter((one) => !rejected.has(one)),
    findings: overlaps.map((overlap) => findingAt(overlap.rejected, faultOf(overlap))),
  }
}

function faultOf({ rejected, other }: Overlap<ContractRow>) {
  const remedy = `correct the dates or the weekdays of contract ${rejected.name} or ${other.number}`
  return { code: 'overlapping-contract', column: null, value: '', remedy } as const
}

function saveChanges(write: WriteDb, changes: readonly Change<ContractRow>[]): Promise<void> {
  return saveContracts(
    write,
    changes.map(({ after }) => ({
      number: after.number,
      child_id: after.childId,
      group_id: after.groupId,
      care_type: after.careType,
      first_day: after.firstDay,
      last_day: after.lastDay,
      weeks: after.weeks,
      days: JSON.stringify(after.days satisfies StoredDays),
    })),
  )
}
