import { type LocationRecord, locations as sheet } from '../../../csv/kinds/locations.ts'
import { deleteMany } from '../../../store/batch.ts'
import type { ReadDb } from '../../../store/open.ts'
import { listLocations, saveLocations } from '../../../store/organisation.ts'
import type { ImportKind } from '../kind.ts'

export const locations: ImportKind<LocationRecord, LocationRecord> = {
  sheet,
  columnOf: { phone: 'telefoon', email: 'email' },
  match: async (read) => ({
    stored: await readStored(read),
    propose: ({ key, record }) => ({ key, name: key, row: record }),
  }),
  stored: readStored,
  remove: (write, rows) => deleteMany(write, { table: 'locations', columns: { name: 'text' } }, rows),
  save: (write, changes) =>
    saveLocations(
      write,
      changes.map(({ after }) => after),
    ),
}

async function readStored(read: ReadDb): Promise<ReadonlyMap<string, LocationRecord>> {
  const rows = await listLocations(read)
  return new Map(rows.map(({ name, phone, email }) => [name, { name, phone, email }]))
}
