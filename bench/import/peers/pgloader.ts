import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CHILD_COLUMNS } from '../organisation/child-rows.ts'
import { CONTRACT_COLUMNS } from '../organisation/contract-rows.ts'
import type { Cells } from '../organisation/write-csv.ts'
import type { Loader } from './loader.ts'

export const pgloader: Loader = {
  name: 'pgloader',
  packages: 'pgloader',
  probe: () => ['pgloader', '--version'],
  load: async (files, url) => {
    const commands = join(dirname(files.children), 'pgloader.load')
    await writeFile(
      commands,
      loadCsv('children', files.children, CHILD_COLUMNS, url) +
        loadCsv('contracts', files.contracts, CONTRACT_COLUMNS, url),
    )
    return ['pgloader', '--quiet', '--root-dir', join(dirname(files.children), 'pgloader'), commands]
  },
}

function loadCsv(table: string, file: string, columns: Cells, url: string): string {
  return `load csv from '${file}' with encoding utf-8 (${columns})
    into ${url} target table ${table} (${columns})
    with skip header = 1, fields terminated by ';', fields optionally enclosed by '"';
`
}
