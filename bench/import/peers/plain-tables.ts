import { query } from '../databases.ts'
import { CHILD_COLUMNS } from '../organisation/child-rows.ts'
import { CONTRACT_COLUMNS } from '../organisation/contract-rows.ts'
import type { Cells } from '../organisation/write-csv.ts'
import type { Size } from '../organisation/write-files.ts'

/** Tables of text without keys, indexes or constraints. */
export async function createPlainTables(url: string): Promise<void> {
  await query(url, plainTable('children', CHILD_COLUMNS))
  await query(url, plainTable('contracts', CONTRACT_COLUMNS))
}

/** Throws when a loader left out rows, or loaded some twice. */
export async function requireLoaded(url: string, { children, contracts }: Size): Promise<void> {
  const statement =
    'select (select count(*) from children) children, (select count(*) from contracts) contracts'
  const [found] = await query(url, statement)
  const isWhole = Number(found?.children) === children && Number(found?.contracts) === contracts
  if (!isWhole)
    throw new Error(`of ${children} children and ${contracts} contracts: ${JSON.stringify(found)}`)
}

function plainTable(name: string, columns: Cells): string {
  return `create table ${name} (${columns.map((column) => `${column} text`).join(', ')})`
}
