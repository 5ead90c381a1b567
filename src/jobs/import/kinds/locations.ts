import { type LocationRecord, locations as sheet } from '../../../csv/kinds/locations.ts'
import { listLocations, saveLocations } from '../../../store/organisation.ts'
import type { ImportKind } from '../kind.ts'

export const locations: ImportKind<LocationRecord, LocationRecord> = {
  sheet,
  columnOf: { phone: 'telefoon', email: 'email' },
  match: async (read) => {
    const rows = await listLocations(read)
    return {
      stored: new Map(rows.map(({ name, phone, email }) => [name, { name, phone, email }])),
      propose: ({ key, record }) => ({ key, name: key, row: record }),
    }
  },
  save: (write, changes) =>
    saveLocations(
      write,
      changes.map(({ after }) => after),
    ),
}
