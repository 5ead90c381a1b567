import type { GroupsTooFullData } from '../templates/groups-too-full.ts'

export const TOO_FULL: Omit<GroupsTooFullData, 'organisation'> = {
  location: 'De Sleutelbloem',
  portal: 'https://portaal.example',
  overPlaces: [
    { group: 'Dolfijnen', date: '2026-03-16', children: 13, places: 12 },
    { group: 'Dolfijnen', date: '2026-03-17', children: 14, places: 12 },
  ],
  shortOfStaff: [{ group: 'Zeesterren', date: '2026-03-16', children: 9, staff: 2, required: 3 }],
}
