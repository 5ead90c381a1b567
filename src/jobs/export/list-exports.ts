import { basename } from 'node:path'
import { csvText } from '../../csv/csv-text.ts'
import { type IsoDate, momentOf, type WallMoment } from '../../rules/index.ts'
import { findChild } from '../../store/children.ts'
import { listExports } from '../../store/export-list.ts'
import type { ReadDb } from '../../store/open.ts'
import { unknownChild } from '../requests/record.ts'
import { partLabelOf } from './file-name.ts'

export const EXPORT_STATES = ['queued', 'making', 'failed', 'offered', 'reminded', 'removed'] as const

export type ExportState = (typeof EXPORT_STATES)[number]

export interface ExportView {
  readonly id: string
  readonly child: string
  readonly guardian: number | null
  readonly state: ExportState
  /** On the wall clock. */
  readonly since: WallMoment
  readonly offeredUntil: IsoDate | null
  readonly reason: string | null
  readonly bytes: number | null
  readonly photos: number | null
  /** The name of its ZIP, in the folder of exports. */
  readonly file: string | null
  /** Of an export that was split: its year, or when its file is gone which of how many. */
  readonly part: string | null
}

/** How every export stands, by child. Throws a UserError on a child that nobody knows. */
export async function viewExports(
  read: ReadDb,
  filter: { readonly child?: string; readonly state?: ExportState; readonly limit: number },
): Promise<readonly ExportView[]> {
  if (filter.child !== undefined && !(await findChild(read, filter.child))) throw unknownChild(filter.child)
  const rows = await listExports(read, filter)
  return rows.map(({ since, state, offered_until, file, part, parts, ...row }) => ({
    ...row,
    file: file && basename(file),
    part: (parts ?? 1) > 1 ? ((file && partLabelOf(file)) ?? `${part} of ${parts}`) : null,
    state: state as ExportState,
    since: momentOf(since).wall,
    offeredUntil: offered_until,
  }))
}

export function exportsAsCsv(exports: readonly ExportView[]): string {
  const header = [
    'child',
    'guardian',
    'state',
    'since',
    'offered until',
    'photos',
    'bytes',
    'reason',
    'export',
    'file',
    'part',
  ]
  return csvText(
    header,
    exports.map((one) => [
      one.child,
      String(one.guardian ?? ''),
      one.state,
      one.since,
      one.offeredUntil ?? '',
      String(one.photos ?? ''),
      String(one.bytes ?? ''),
      one.reason ?? '',
      one.id,
      one.file ?? '',
      one.part ?? '',
    ]),
  )
}
