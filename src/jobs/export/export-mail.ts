import { randomUUID } from 'node:crypto'
import type { IsoDate } from '../../rules/index.ts'
import type { NewMail } from '../../store/mails.ts'

export type ExportTemplate = 'export-ready' | 'export-reminder' | 'export-ended'

interface Offered {
  readonly id: string
  readonly guardian_id: number
  readonly location_id: number
  readonly offered_until: IsoDate
}

/** The mail about an export to its guardian: one for each offer, and another when the offer is made again with another end. */
export function exportMail(template: ExportTemplate, offered: Offered): NewMail {
  const { id, guardian_id, location_id, offered_until } = offered
  const key = `${template}/${id}/${offered_until}`
  return { id: randomUUID(), key, template, guardian_id, location_id, data: { export: id } }
}
