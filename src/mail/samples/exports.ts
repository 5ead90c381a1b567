import type { ExportEndedData } from '../templates/export-ended.ts'
import type { ExportOfferedData } from '../templates/export-offered.ts'
import { CHILD } from './people.ts'

const WHO = {
  firstName: 'Sanne',
  child: CHILD,
  offeredUntil: '2026-06-11',
  locationPhone: '0318 12 34 56',
} as const

export const OFFERED: Omit<ExportOfferedData, 'organisation'> = {
  ...WHO,
  photos: 214,
  diary: 96,
  portal: 'https://portaal.example',
}

export const ENDED: Omit<ExportEndedData, 'organisation'> = WHO
