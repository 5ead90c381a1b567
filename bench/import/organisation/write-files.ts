import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { childRows } from './child-rows.ts'
import { contractRows } from './contract-rows.ts'
import { groupRows, locationRows } from './places.ts'
import { type Cells, writeCsv } from './write-csv.ts'

/** How many rows there are; at most two contracts for a child. */
export interface Size {
  readonly children: number
  readonly contracts: number
}

/** Where the files of an organisation are, and how many rows they have. */
export interface Files {
  readonly size: Size
  readonly locations: string
  readonly groups: string
  readonly children: string
  readonly contracts: string
}

/** The files of an organisation of this size, the same bytes in every run. */
export async function writeFiles(folder: string, size: Size): Promise<Files> {
  await mkdir(folder)
  const write = async (kind: string, rows: Iterable<Cells>) => {
    const file = join(folder, `${kind}.csv`)
    await writeCsv(file, rows)
    return file
  }
  return {
    size,
    locations: await write('locations', locationRows()),
    groups: await write('groups', groupRows()),
    children: await write('children', childRows(size.children)),
    contracts: await write('contracts', contractRows(size.children, size.contracts)),
  }
}
